//! Lists of words that several patterns use, by their names.

/// Name and words, with blanks between.
pub(super) const GROUPS: &[(&str, &str)] = &[
    (
        "lost",
        "lost losing lose loses missing stolen stole theft thieves thief mislaid misplaced vanished \
         unaccounted burgl* robbed snatched",
    ),
    (
        "carrier",
        "laptop* computer* usb stick sticks drive drives disk disks disc discs cd cds dvd phone phones \
         tablet* ipad* device* server servers tape tapes briefcase bag bags rucksack folder folders printout* \
         papers paperwork notes documents envelope* parcel* package* box boxes notebook* binder* media card \
         cards forms badge memory cabinet* backup backups extract* records pages file files",
    ),
    (
        "content",
        "data record records file files extract* spreadsheet* patient* participant* names addresses details \
         cohort* dataset* results rows information identifiable births deaths list lists letter letters table \
         tables report reports notes attachment* document* nhs workbook* download* output* export* \
         pseudonymised csv",
    ),
    (
        "sent",
        "sent send sending emailed emailing mailed mailing posted posting forwarded forwarding addressed \
         attached attaching uploaded uploading copied copying shared sharing disclosed disclosing released \
         delivered faxed gave given cc cced texted transferred misdirected misaddressed misdelivered went \
         gone handed passed received supplied reply replied routed dispatched circulated put",
    ),
    (
        "recipient",
        "person people recipient* address* hospital* team* trust* patient* practice* email* inbox* mailbox* \
         organisation* organization* company folder* group* university department* study place contact* \
         number charity council* school client* customer* supplier* house colleague* site* account* list \
         lists surgery doctor* gp man woman lady family office channel chat thread centre institute project \
         mail workspace domain e",
    ),
    (
        "saw",
        "accessed accessing access logged login logins opened looked looking viewed viewing read used using \
         downloaded copied queried queries ran running signed sessions browsed searched seen saw extracted \
         analysed linked shared given took showed shown processed processing",
    ),
    (
        "moved",
        "copied saved saving stored storing kept keeping held holding moved transferred backed replicated \
         downloaded took taken synced synchronised uploaded hosted put exported emailed sent placed processed \
         mirrored loaded pasted sitting",
    ),
    (
        "abroad",
        "abroad overseas offshore india america usa virginia ireland germany frankfurt france canada toronto \
         australia singapore china japan netherlands spain poland dublin ohio oregon california tokyo mumbai \
         philippines africa eastern brazil",
    ),
    ("own", "personal private home own unencrypted portable external shared public"),
    (
        "handled",
        "took taken sent emailed forwarded went used using opened open looked copied moved kept linked passed \
         given gave processed left found working worked seen saw shared accessed contains contained included \
         including got received uploaded downloaded stored saved held printed posted attached disclosed \
         released showed shown discussed entered pasted put read transferred exported sold published been \
         threw thrown realised discovered visible",
    ),
    (
        "amiss",
        "outside external_reviewer each_others beyond unknown stranger* undeclared unaware unencrypted wrong \
         wrongly elses someone_else somebody_else elsewhere bin neighbour* insurer* journalist* advert* \
         home_address home_computer home_laptop own_laptop own_computer own_email private_email \
         personal_email personal_laptop personal_account accident accidentally mistake mistakenly \
         inadvertently illegally secretly unlawfully unprotected unattended left_open taken_over by_hand \
         another_country other_countries should_be should_have shouldnt_have should_not not_supposed \
         unsecured different_project another_project other_project another_study different_study other_study \
         another_purpose different_purpose file_sharing sharing_site code_sharing over_the_internet \
         open_to_the another_region open_to_anyone world_readable",
    ),
    (
        "datum",
        "data dataset* extract* record* file files patient* participant* identifiable pseudonymised \
         nhs_numbers names spreadsheet* rows folder* cohort storage backup* bucket database* results \
         admissions details list lists births table tables diagnos* print printout* email_account download* \
         environment sde account*",
    ),
    (
        "shown",
        "posted posting published publishing uploaded pasted pasting put shared shown showed showing \
         displayed tweeted typed entered fed included presented screenshot* photographed pushed appeared \
         appears left",
    ),
    (
        "open",
        "facebook twitter whatsapp instagram linkedin tiktok slack github internet website webpage chat \
         chatbot chatgpt ai dropbox google gmail onedrive wetransfer youtube blog forum social_media \
         repository copilot llm",
    ),
];
