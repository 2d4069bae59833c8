//! Lists of words that the net uses: broad ones, in any inflection and with slips of the keyboard.

/// Name and words, with blanks between.
pub(super) const NET_GROUPS: &[(&str, &str)] = &[
    (
        "nlost",
        "lost losst lsot loosing losing loses missing mising stolen stollen stole stoled steal stealing theft thef thiev+ thief \
         nicked pinched burgl* robbed robber* mugged mugger* snatch+ mislaid mislay misplac+ vanish+ disappear+ \
         dissapear* unaccounted astray gone swiped",
    ),
    (
        "nthing",
        "laptop+ labtop* macbook* computer+ pc pcs usb stick sticks drive drives harddrive* hdd disk disks disc discs \
         cd cds dvd dvds phone phones mobile iphone* smartphone* ipad* tablet* device+ server* tape tapes backup+ bag \
         bags rucksack* backpack* handbag* briefcase* suitcase* folder+ binder* printout+ print prints printed papers \
         paperwork notes notebook+ diary logbook* box boxes envelope+ parcel+ package* pack letter letters form forms \
         documents camera recorder recording* dictaphone* hardware badge",
    ),
    (
        "ndata",
        "data dataset+ datas extract extracts extracted record records file files fiel fiels spreadsheet+ speadshe* \
         workbook+ csv excel patient+ paitent* participant+ identifiab+ identifiers pseudonym* nhs_number* names \
         addresses dob dobs births deaths rows row lines_of list lists cohort+ admission+ diagnos+ results details info \
         information database+ table tables backup+ export* exprot* output outputs download+ copy copies letter letters notes \
         postcode* medical clinical screenshot+ registry samples releases release episodes hes ecds attachment+ \
         email_addresses personal confidential sensitive individuals women people_in workspace environment sde system \
         records_of document documents",
    ),
    (
        "nwrong",
        "wrong+ wrongly incorrect+ mistak+ accident accidently accidental* axident* inadvert+ unintend+ unintent+ \
         erroneous* in_error by_error mixed_up mix_up mixup muddled swapped misdirect+ misaddress+ misdeliver+ misfil* \
         mis_sent missent misrout* unauthoris* unauthoriz* not_meant never_meant wasnt_meant werent_meant not_intended \
         not_supposed wasnt_supposed werent_supposed shouldnt_have should_not_have should_never_have not_ours \
         isnt_ours arent_ours not_for_us not_for_me not_about_me someone_else* \
         somebody_else* anothers another_persons another_patient* another_trust* another_hospital* another_universit* \
         another_team* another_organisation* another_company another_study* another_project* another_customer* \
         another_client* another_site* another_centre* another_address another_lady another_man another_woman \
         other_people* other_patient* other_participants other_trust* other_universit* other_customer* other_client* \
         different_trust* different_hospital* different_universit* different_person* different_patient* stranger+ \
         outsider* old_address previous_address former_address neighbour+ neighbor* complete_stranger unknown_person \
         unknown_address unknown_number wrong_un oops whoops reply_all replied_all replied_to_all bcc autocomplet+ \
         autofill+ auto_complet* auto_fill*",
    ),
    (
        "nsent",
        "sent send sends sending emailed emailing mailed mailing posted posting forward+ shared sharing copied \
         copying cc ccd bcc bccd attached attaching uploaded upload uploading uplaod* delivered faxed fax gave given \
         giving texted transfer+ circulat+ released disclos+ supplied passed handed replied put went gone came got \
         received recieved receive reached dispatched addressed pasted published shown showed displayed opened \
         arrived read_out left includes included contains contained landed dropped_into deposited placed",
    ),
    (
        "nseen",
        "access+ acess* logged login logins logging log_in log_ins logon looked looking opened opening viewed viewing \
         read reading saw seen seeing browse* browsing search+ querie* queried querying ran run running download+ \
         copied copying used using uses signed photographed peek* peep* watching watched knew extracted pulled \
         examined scroll*",
    ),
    (
        "nnot",
        "shouldnt should_not should_never oughtnt ought_not not_allowed isnt_allowed wasnt_allowed arent_allowed \
         not_authori* not_been_authori* not_approved not_been_approved not_entitled not_cleared not_named not_listed \
         not_permitted not_covered not_trained not_signed not_part_of isnt_part_of not_on_the not_on_our never_on_the \
         not_in_the isnt_on_the wasnt_on_the arent_on_the werent_on_the isnt_on_our not_an_employee not_employed \
         isnt_named isnt_listed arent_named arent_listed wasnt_named unauthoris* unauthoriz* unapproved undeclared \
         without_permission without_authori* without_approval without_consent without_agreement without_an_agreement \
         without_a_contract without_knowledge without_our without_my without_asking without_being without_having \
         without_any no_permission no_right no_business no_reason no_approval no_agreement no_contract no_authority \
         no_need no_longer_works no_longer_employed not_know nobody_approved didnt_know unaware behind_our \
         outside_the_team outside_our outside_of_our outside_the_organisation former ex leaver+ resigned sacked \
         dismissed curiosity curious nosy nosey snoop+ spying elses someone_else* somebody_else* celebrit+ famous \
         colleagues_account colleagues_login past_its past_the",
    ),
    (
        "npublic",
        "public publicly publically online internet web website* webpage* google* bing github gitlab kaggle \
         facebook whatsapp twitter tweet* instagram linkedin tiktok youtube reddit forum* slack chatgpt chatbot* \
         copilot gemini claude llm dropbox wetransfer gmail hotmail yahoo outlook_account icloud onedrive google_drive \
         pastebin blog anyone anybody everyone everybody whole_company whole_department all_staff strangers open_link \
         unprotected unsecured world_readable noticeboard* press newspaper* journalist* reporter* conference poster \
         slide slides presentation webinar demo demonstration group_chat dark_web teams_channel mailing_list \
         shared_drive shared_folder social_media screen_share meeting intranet",
    ),
    (
        "nshown",
        "posted put puts uploaded publish+ shared shown showed showing appear+ pasted typed entered pushed visible \
         accessible exposed readable indexed searchable left stored saved sits sitting viewable \
         discoverable fed copied included visable displayed displaying leak* tweeted projected",
    ),
    (
        "nhandled",
        "took taken sent emailed forwarded went used using opened looked copied moved kept keeping linked passed gave \
         given processed left working worked seen saw shared accessed received uploaded downloaded stored storing \
         saved held holding printed posted attached disclosed released transferred exported sold published hosted \
         hosting backed replicat+ synced syncing mirroring goes_to going_to mirrored ran run running fed trained putting got has_had had_a has_a \
         been_using was_using were_using been_running been_keeping been_storing",
    ),
    (
        "nabroad",
        "abroad overseas offshore offshored india usa america american virginia ireland dublin germany frankfurt \
         france paris canada toronto australia sydney singapore china japan netherlands amsterdam spain poland ohio \
         oregon california texas tokyo mumbai philippines manila africa brazil portugal italy greece turkey dubai \
         israel us_region eu_region outside_the_uk outside_uk outside_england outside_the_country outside_the_eea \
         out_of_the_country out_of_the_uk another_country other_countries foreign another_region different_region \
         different_country",
    ),
    (
        "nown",
        "personal_email personal_laptop personal_computer personal_account personal_phone personal_drive \
         personal_device personal_dropbox personal_onedrive personal_cloud personal_mac personal_gmail personal_usb \
         personal_machine private_email private_laptop private_account private_phone private_drive own_laptop \
         own_computer own_email own_phone own_account own_drive own_device own_gmail own_machine own_pc own_mac \
         own_ipad own_onedrive own_usb own_server own_dropbox home_laptop home_computer home_pc home_address \
         home_email home_machine memory_stick gmail hotmail icloud_account external_drive hard_drive took_home \
         taken_home take_home kitchen_table",
    ),
];
