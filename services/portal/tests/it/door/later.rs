//! Where mails lead that no page stands yet.

use reqwest::Method;

use super::stack::Stack;

#[tokio::test]
async fn a_mails_link_leads_to_a_page_that_says_how_it_is_read_meanwhile_and_asks_nobody() {
    let stack = Stack::start().await;
    for (path, heading) in [
        ("/applications/DARS-NIC-900101-K4T7Q", "<h1>Application DARS-NIC-900101-K4T7Q</h1>"),
        ("/agreements/DARS-NIC-900101-K4T7Q", "<h1>Agreement DARS-NIC-900101-K4T7Q</h1>"),
        ("/framework-contracts/CON-900101-B4K2Q", "<h1>Framework contract CON-900101-B4K2Q</h1>"),
        ("/organisations/NORTHMERE", "<h1>Organisation NORTHMERE</h1>"),
    ] {
        let response = stack.anywhere(Method::GET, path).send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["content-type"]),
            (200, &"text/html; charset=utf-8".parse().unwrap())
        );
        assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("script-src 'none'"));
        let page = response.text().await.unwrap();
        assert!(page.contains(heading) && page.contains(&format!("GET /api/v1{path}")), "{page}");
        assert_eq!(page.contains("/invitations/accept"), path.starts_with("/applications"), "{page}");
    }
}

#[tokio::test]
async fn what_is_no_reference_is_no_page_and_is_not_shown_back() {
    let stack = Stack::start().await;
    for path in
        ["/applications/%3Cscript%3E", "/agreements/CON-900101-B4K2Q", "/framework-contracts/x", "/organisations/a%20b"]
    {
        let response = stack.anywhere(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 404, "{path}");
        let page = response.text().await.unwrap();
        assert!(page.contains("There is no such page") && !page.contains("script>"), "{page}");
    }
}
