//! The net behind line 1: what may be an incident, told in words that its signs do not know. What it catches keeps its
//! route and is shown to the incident lead at once, who says whether it is one. Rather too much is shown than one missed.

use dars_vocabulary::code::EnquiryTopic;

use super::{breach, lexicon::lexicon, line::Sign, text::Text};

/// What may have happened, in our words, if anything may.
pub fn may_be_an_incident(text: &str, topic: EnquiryTopic) -> Option<&'static str> {
    let lexicon = lexicon();
    if topic == EnquiryTopic::Breach {
        return Some("the topic that was chosen");
    }
    if breach::LINE.found(&Text::of(text, lexicon), topic).is_some() {
        return Some("the signs of an incident");
    }
    let text = Text::in_pairs(text, lexicon).without(PASSED_OVER);
    let told = || TOLD.iter().find(|sign| text.tells_any(sign.words));
    SIGNS.iter().find(|sign| text.has_any(sign.words)).or_else(told).map(|sign| sign.called)
}

/// Every pattern of the net.
pub(super) fn patterns() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().chain(TOLD).flat_map(|sign| sign.words.iter()).chain(PASSED_OVER).copied()
}

/// Wherever they stand, asked or told.
const SIGNS: &[Sign] = &[
    Sign {
        called: "something may be lost or stolen",
        words: &[
            "@nlost ~8 @nthing",
            "@nthing ~8 @nlost",
            "stolen|theft|thieves|thief|burgl*|mugged|robbed|snatched|nicked|pinched & @nthing|@ndata|office|car|home|house",
            "cant|cannot|couldnt|can_not|could_not|unable|nobody|nowhere|no_one|never|failed|not ~5 find|found|locat+|trac*|accounted|whereabouts & @nthing",
            "left|forgot|forgotten|dropped|fell|fallen|abandoned|leaving ~12 train|bus|taxi|cab|uber|cafe|café|pub|plane|tube|tram|metro|ferry|bench|hotel|station|airport|restaurant|street|pavement|printer|photocopier|canteen|corridor|skip|platform|carriage|seat|lift|toilet|toilets|canteen|reception|classroom & @nthing|@ndata",
            "walked|made|ran off ~1 with & @nthing|@ndata",
            "laptop+|computer+|phone|bag|van|car|drive|server*|tablet* ~6 taken|took|grabbed|nabbed",
            "broke|broken|break|breaking|smashed ~2 into|in & office|car|server*|house|building|van|lab|window|home",
        ],
    },
    Sign {
        called: "something may have gone to the wrong place",
        words: &[
            "@nsent ~14 wrong|incorrect ~3 person|people|recipient+|address+|adress*|hospital+|trust|team|practice|email|inbox|organisation+|company|folder+|group|university|surgery|doctor|patient+|participant+|customer+|client+|list|mailbox|contact|place|house|site|account|man|woman|number|gp|study",
            "wrong|incorrect ~3 file|files|extract+|spreadsheet+|attachment+|cohort|data|records|letter|list|results|version_of_the_data & @nsent",
        ],
    },
    Sign {
        called: "a system or an account may have been attacked",
        words: &[
            "hacked|hacker|hackers|hacking|ransom*|ranson*|malware|spyware|phish+|trojan|keylogger|cyberattack*|cyber_attack*|exfiltrat+|blackmail*|extort*|intruder*|intrusion|compromised|tampered",
            "virus|infected & computer+|laptop+|server*|system|machine|network",
            "scam|suspicious|fake|spoof+|bogus|fraudulent & login|email|link|page|site|call|message|account|password|details",
        ],
    },
    Sign {
        called: "it speaks of an incident",
        words: &[
            "=breach|=breached ~6 data|confidential+|security|privacy|agreement|contract|report+|happened|occurred|ico|notif+",
            "data|security|privacy|confidentiality|possible|potential|suspected|serious|report|reporting|personal|had|been ~3 =breach|=breaches|incident",
            "leak|leaked|leaking|leaks ~6 @ndata",
            "@ndata ~6 leak|leaked|leaking|leaks",
            "near_miss|whistleblow*|whistle_blow*|cover_up|covered_up",
            "re_identif*|reidentif*|deanonym*|de_anonym*",
        ],
    },
];

/// Where something is told, and not where it is asked for.
const TOLD: &[Sign] = &[
    Sign {
        called: "something may be lost or stolen",
        words: &[
            "@nthing ~6 wasnt|werent|isnt|arent|not ~2 in|on|at|where ~4 locked|cupboard|cabinet|drawer|safe|place|car|office",
            "lost_property|left_behind|hadnt_got|havent_got|without_my|put_their_hands|put_our_hands|lay_our_hands|lay_hands|cant_be_found|mis_shelved|misshelved|not_where|only_find|unable_to_find",
            "laptop*|usb|memory_stick|external_drive|hard_drive|rucksack|backpack|briefcase|tape|tapes|printout*|print_out*|disk|disc|notebooks & @ndata",
            "should|ought ~3 be ~6 but|only|and & find|found|have|there|count|counted",
            "handed|handing|turned|brought|picked ~2 in|up & @nthing|@ndata",
            "found|find|came_across|stumbled|clearing|clearout|clear_out|emptying|moving ~14 desk|drawer|cupboard|cabinet|box|boxes|folder|drive|table|attic|garage|loft|basement|skip|car|train|bus|shelf|shop|repository|archive|store",
        ],
    },
    Sign {
        called: "something may have gone to the wrong place",
        words: &[
            "not|isnt|arent|wasnt|werent ~1 ours|mine|our_own|meant|intended|for_us|for_me|our & @ndata|letter|envelope|folder",
            "different|another|other|next|someone_else*|somebody_else*|wrong ~2 lady|man|woman|person*|persons|patient*|study|studys|project|projects|study|trust*|hospital*|university*|team*|organisation*|customer*|surgery|practice|family|child & got|received|inside|contains|open|see|extra|arrived|came|back|had|shows|addressed|folder|has",
            "wasnt|isnt|werent ~2 the ~4 it_was|but|they_were & attached|sent|copied|@ndata",
            "whole|entire|full|all ~3 list|file|cohort|dataset|table|lot & got|went|sent|received|copied|saw|out",
            "instead_of|rather_than|not_just|as_well_as ~4 own|theirs|the_one|one|ours & got|sent|went|received|@ndata",
            "lookup|look_up|key|mapping|linkage|linking|re_identification|pseudonym* ~2 file|table|list|sheet|map|key & same|together|included|attached|zip|nhs_number*|opened|real",
            "second|another|other|strange|unfamiliar|unknown ~2 folder*|project*|workspace*|schema*|dataset*|database* & opens|open|opened|visible|see|appear*|look|looked|shows",
            "extra|additional|unexpected|too_many|more_than_we ~3 rows|records|people|folder*|file*|ones|names|patients|participants|tables",
            "merge|macro|script|printer|mailing|mailshot|mail_merge|batch|bug|glitch|fault|system ~10 slipped|slip|went_wrong|split|swapped|shifted|mixed|sent|wrong|jumbled|duplicated|crossed",
            "@nsent & @nwrong & @ndata|@nthing",
            "belong+|about|meant|intended|addressed ~4 another|someone|somebody|other|different|else & @nsent & @ndata|letter|envelope",
            "recall|unsend|retract|retrieve ~3 email|message|mail|file",
            "asked|told|begged|instructed|agreed|promised|confirm* ~10 delete|deleted|destroy|destroyed|return|returned|shred|shredded|erase|wipe",
            "more ~4 than ~3 asked|agreed|ordered|expected|entitled|applied|approved|should|requested",
            "names|numbers|identifiers|identifiable|dates|addresses|postcodes|birth ~12 should|supposed|although|instead|though & pseudonym*|anonym*|not|never|only",
        ],
    },
    Sign {
        called: "someone may have seen what they may not",
        words: &[
            "@nseen & @nnot & @ndata|account|accounts|login|patient*|notes",
            "still|yet ~8 access+|login|log|logged|account|active|open|working|works|live|using|connect* & left|leaver|former|ex|resigned|gone|ended|finished|expired|moved|retired|sacked|dismissed|departed|months|weeks",
            "account|accounts|access|login|logins|permission* ~6 not|never|wasnt|werent|hasnt|havent ~3 closed|removed|revoked|disabled|switched|ended|withdrawn|deactivat*",
            "share|shared|shares|sharing|lent|lend|borrow+|same|using|used|gave|passed|wrote_down|knows ~6 login|logins|log_in|password+|passphrase|account|credentials|token|smartcard|log_on",
            "looked|look|looking|checked|searched ~2 up ~8 neighbour*|ex|wife|husband|friend*|colleague*|mother|mum|sister|brother|cousin|celebrity|famous|boyfriend|girlfriend|own|himself|herself|myself|relative*",
            "husband|wife|partner|flatmate|housemate|son|daughter|boyfriend|girlfriend|visitor|cleaner|family|kids|children|guest ~8 saw|seen|read|used|opened|looked|see & @ndata|screen",
            "knew|knows|know|found_out|told ~8 my|me ~6 diagnosis|operation|illness|condition|treatment|records|history|test|results|admission|pregnan+",
            "photo|photos|photograph*|picture|pictures|screenshot+|screen_shot*|screengrab*|screen_grab*|filmed|video & rows|data|records|patient*|table|environment|sde|results|her_screen|his_screen|my_screen|the_screen",
            "let|lets|letting|allowed|allows ~6 team*|department*|staff|colleague*|students|council*|company|supplier*|unit ~4 look|search|check|use|see|read|query|run & @ndata|up",
            "company|firm|caller*|salesman|salespeople|agency|solicitor*|insurer*|charity|stranger* ~16 know|knows|knew|heard & my|me|her|his|him|she|he|us|our",
            "in_the_morning|at_night|in_the_night|overnight|midnight|early_hours|2am|3am|4am & collected|download*|accessed|session*|sign_in*|signed_in|login*|logged",
            "overheard|overhear|talking_about|discussed|discussing|chatting|gossip* & patient*|diagnos*|records|names|results",
            "recognis+|recogniz+|identified|work_out|worked_out|figure_out|figured_out|pick_out|picked_out|guess|guessed ~8 patient*|person|people|participant*|individual*|someone|woman|man|themselves|herself|himself|myself|who|neighbour*|which",
            "unlocked|unattended|tailgat*|left_open|logged_in|shoulder ~10 screen|laptop|computer|office|cabinet|door|workstation|desk",
            "unknown|unfamiliar|strange|unexplained|odd|unusual|unrecognis* ~4 login*|user*|device|activity|download*|address|location|account|session*|query|queries",
        ],
    },
    Sign {
        called: "a system or an account may have been attacked",
        words: &[
            "typed|entered|put|gave|given|filled|confirmed ~4 username*|password+|login|credentials|details|code|pin|sign_in",
            "thought|believed|believe|looked_like|pretending|claiming|claimed|supposedly|said_he_was|said_she_was|said_they_were ~6 you|yours|your|official|real|genuine|helpdesk & page|site|login|email|link|call|caller|typed|entered|password",
            "approval|authenticat+|mfa|code|codes ~3 prompt|prompts|request*|notification*|message*|texts",
        ],
    },
    Sign {
        called: "something may have been shown or published",
        words: &[
            "came_across|stumbled|searching|browsing|spotted|offered|offering|for_sale|selling|sample & @ndata|repository|hospital",
            "almost_sure|pretty_sure|quite_sure|fairly_sure|certain|convinced|know_who|knew_who|sure_it|must_be ~8 my|him|her|landlord|neighbour|colleague|friend|he|she|them|someone|person",
            "@nshown ~14 @npublic & @ndata",
            "@npublic ~14 @nshown & @ndata",
            "anyone|anybody|everyone|everybody|people|staff|whole|strangers|others ~6 can|could|able|were|was ~4 see|read|open|download|access|find|view|look|search & @ndata|link|folder|drive",
            "visible|accessible|exposed|readable|viewable|searchable|unencrypted|plaintext|unprotected|unsecured|no_password & @ndata|@nthing|bucket|folder|link",
            "small|low|unsuppressed|unrounded|tiny ~3 number*|count*|cell*|figure*|value* & publish+|paper|poster|website|online|slides|presented|report|journal|released|printed|dashboard|appeared",
            "count|counts|cell|cells|number|numbers|value|values ~4 of|below|under|fewer ~2 one|two|three|four|five|six|seven|1|2|3|4|5|6|7 & publish+|paper|poster|website|online|slides|presented|report|journal|dashboard|appeared|released",
            "bucket*|blob|container|folder|storage|repository|repo|repos|database|drive|site ~12 set|was|were|left|made|went|goes|is|switched ~2 public|open|live|world",
            "real|actual|live|genuine|true ~2 extract|data|records|file|files|patients|thing|one|ones|set & practical*|teaching|course|class|students|lesson*|lecture*|tutorial*|workshop|test|demo|example*|repo|repository|lab",
            "dot|dots|pin|pins|point|points|marker|markers|square|bar ~2 per|for ~1 each|every|one|person|patient*|case|birth|stillbirth*|death|admission|woman|child",
            "could|can|able ~3 tell|guess|spot|see|say|work_out ~1 which|who|whose|exactly ~3 farm|house|home|street|village|person|patient*|woman|man|child|family|it_was|they_were|she_was|he_was",
            "forgot|forgotten|failed|omitted|neglected|overlooked|missed|skipped|without ~4 delete|destroy|encrypt+|suppress+|remove|redact+|anonymis+|round+|pseudonymis+|mask|wipe|erase|check|checked|log",
        ],
    },
    Sign {
        called: "data may be where it may not be",
        words: &[
            "@nhandled & @nabroad & @ndata|@nthing",
            "@nhandled & @nown & @ndata",
            "undeclared|unlisted|unapproved|undisclosed|unnamed",
            "supplier+|processor*|subprocessor*|subcontract+|contractor+|vendor*|host|hosting|provider|company|firm|agency|freelanc* ~12 not|never|isnt|wasnt|arent|without|unaware|didnt|nobody & @nhandled & @ndata",
            "not|never|isnt|wasnt|arent|nor|neither ~6 agreement|dsa|contract|application & @nhandled & @ndata|@nthing",
            "usb|memory_stick|external_drive|personal|whatsapp|dropbox|wetransfer ~8 copied|saved|stored|kept|moved|sent|put|transferred|downloaded",
            "copied|saved|stored|kept|moved|sent|put|transferred|downloaded|keeps|keeping ~8 usb|memory_stick|external_drive|whatsapp|dropbox|wetransfer",
            "outside|left|leave|leaving|out ~2 the|of_the ~1 sde|environment|territory|tre",
        ],
    },
    Sign {
        called: "data may be used or kept beyond what was agreed",
        words: &[
            "been|carried_on|carries_on|carrying_on|continued|continues|still|kept ~1 cleaning|logging|running|working|using|looking|popping|doing|processing|holding|storing|hosting|keeping|accessing|sharing|sending|linking|building|analysing|downloading|testing|modelling|querying|passing|selling|emailing|getting|receiving|dialling|connecting|going & @ndata|@nthing|tables|figures|account|models|since|months|years|week|weeks|summer",
            "doesnt|does_not|didnt|did_not|dont|do_not|isnt|not|never|no ~3 mention|cover|include|allow|permit|say|list|name|match ~4 it|this|that|them|purpose|agreement|use|so|us",
            "purpose|agreement|territory|contract|dsa ~6 doesnt|does_not|didnt|isnt|not|says|forbids|only|never & linked|matched|built|logging|logs|used|using|shared|moved|gave|given",
            "told|asked|reminded|warned ~3 cant|cannot|mustnt|must_not|not_to|shouldnt",
            "insurer*|insurance|advert*|marketing|credit|pricing|broker*|recruiter*|employer* & built|used|sold|gave|given|matched|linked|passed|bought|model",
            "matched|linked|joined|merged ~14 to|with|against ~6 file|list|data|records|register",
            "used|using|ran|linked|reused|re_used|fed|analysed|trained ~14 another|different|other|second|unrelated|separate|commercial|own|new ~2 project|study|purpose*|thesis|paper|client*|customer*|product|model|grant|work|company|dissertation",
            "after|past|beyond|since|although|though ~8 ended|expired|expiry|end_date|finished|lapsed|ran_out|closed & used|using|kept|keep|still|held|hold|ran|copy|copies|access+|have",
            "not|never|wasnt|werent|isnt|arent|hasnt|havent|didnt|should|forgot|overlooked ~6 delet+|destroy+|wiped|erased|shredded|returned & @ndata|@nthing",
            "found|discover+|came_across|turned_up|stumbled|realis+|noticed ~10 copy|copies|backup*|extract+|files|drive|disk|disc|box|archive|cache & old|still|forgot*|never|should|ended|left|expired|unknown|there",
            "opted|withdrew|withdrawn|objected|dissented|consent|refused ~10 still ~4 in|included|used|sent|there|linked|present|held|contacted|receiv*",
            "opted|withdrew|withdrawn|objected|dissented|not_consent*|didnt_consent|never_consented|refused ~6 were|are|was|is|have|had|been ~3 in|included|linked|used|sent|found|present|received|contacted|processed",
            "withdrew|withdrawn|objected|dissented|opted_out ~30 theyre|still|all|again|were|are ~2 in_there|in_it|in_the|included|present|there|back",
            "sold|selling|sell|insurer*|insurance|marketing|advert*|sponsor|competitor* & @nhandled|given|passed & @ndata",
            "forbids|forbidden|prohibit+|contrary|against|violat+|infring+|contraven*|outside|beyond ~4 agreement|terms|contract|dsa|rules|purpose|licence|conditions",
            "trained|training|train|fine_tun* ~8 model*|algorithm|classifier|ai|product & @ndata",
            "linked|matched|joined|combined ~10 without|although|not|never & @ndata",
            "deleted|wiped|overwrote|overwritten|corrupted|destroyed ~12 accident*|mistake*|error|only_copy|wrong",
            "accident*|mistake*|error|only_copy|wrong ~12 deleted|wiped|overwrote|overwritten|corrupted|destroyed",
            "flood|flooded|fire|burnt|leak|skip|bin|rubbish|recycling|shredder|tip & @nthing|records|archive|papers",
        ],
    },
    Sign {
        called: "someone owns up, or asks whether to tell",
        words: &[
            "done|did|doing|made ~2 something ~2 daft|stupid|silly|wrong|foolish|awful|terrible|bad",
            "feel|feeling|felt ~2 bad|awful|terrible|guilty|sick|uneasy|uncomfortable|dreadful",
            "someone|somebody|you|you_all|nhs ~2 ought|should|need|needs|may_want|might_want|would_want ~2 know|hear|aware",
            "not_sure|dont_know|unsure|wondering ~2 if|whether ~4 done_something|in_trouble|problem|serious|matters|allowed_to|report+|mention|glitch",
            "in_confidence|confidentially|off_the_record|for_openness|to_be_open|full_disclosure|to_be_honest|come_clean|coming_clean|hold_my_hands|hold_our_hands|hands_up|my_conscience|whistle",
            "i|we said|told|asked ~4 should_stop|to_stop|stop_it|not_to",
            "closed|shut|logged_out|unplugged|disconnected|stopped|left ~3 straight_away|immediately|at_once|untouched|right_away",
            "havent|hasnt|not|didnt|never|nobody ~2 loaded|touched|opened|looked_at|read_it|read_any|used_it|told_anyone|unpacked & @ndata|@nthing",
            "should|shall|do|can|could ~1 i|we|someone|somebody|you ~3 shred|destroy|burn|send_it_back|return_it|post_it_back|collect|hand_it|give_it_back|wipe|delete",
            "safe|locked|drawer|cupboard ~6 until|for_now|for_safe|collect",
            "mess+ up|messed_up|cock_up|cocked_up|screw+ up|screwed_up|gone_wrong|went_wrong|big_mistake|stupid_mistake|silly_mistake|terrible_mistake|dreadful_mistake|own_up|confess+|admits|admitted|ashamed|mortified & @ndata|@nthing|email|account",
            "ico|dpo|caldicott|siro|regulator|police|commissioner ~8 report+|told|tell|notif+|inform|informed|informing|aware|involved",
            "report+|told|tell|notif+|inform|informed|informing|ring|rang|call ~8 ico|dpo|caldicott|siro|regulator|police|information_commissioner",
            "does|did|would|will ~2 it|that|this|they ~1 matter|count|need_reporting",
            "is|was|were|are ~1 this|that|it|we|they|i ~1 ok|okay|alright|allowed|a_problem|in_trouble|serious|fine|legal|right_to",
            "who|whom ~3 tell|ring|report|inform|notify|call ~2",
            "what|how ~3 do|should|can|does ~3 you|we|i|one ~4 do_with|put_this_right|put_it_right|put_right|get_it_back|get_them_back|fix_this|sort_this_out|undo",
            "do|does|should|must|need|have|ought ~4 report|tell|notify|inform|disclose|declare ~8 you|anyone|this|it|ico|regulator|patients|participants|them",
            "come_to_light|came_to_light|transpired|transpires|turns_out|turned_out|come_to_our_attention|brought_to_our_attention & @nhandled|@ndata",
            "letter|call|phone|email|message|text|rang|phoned|wrote|contacted ~16 never|not|didnt|dont ~4 agreed|consented|gave|signed|heard|know",
            "how ~3 did|do|does|has|have ~3 they|she|he|you|someone|it ~3 get|got|have|know|find|obtain",
        ],
    },
];

/// What only sounds so: passed over before anything is looked for.
const PASSED_OVER: &[&str] = &[
    "lost|lose|losing|loss|losses|loosing ~10 to follow up|followup",
    "data loss|leak|leakage|breach prevention",
    "loss|theft|leak|breach|fraud prevention|policy|policies|plan|plans|training|procedure|procedures",
    "hearing|sight|vision|weight|pregnancy|memory|hair|bone|blood|tooth|teeth|fetal|foetal|baby|job|income|fluid|sleep|muscle|taste|smell|tissue|heat|limb|life|graft|implant|child loss|losses|lost",
    "loss|losses ~1 of ~2 hearing|sight|vision|smell|taste|life|lives|function|consciousness|pregnancy|memory|appetite|earnings|income|work|bone|weight|blood|independence|mobility|balance|baby|babies|child|children|limb|sensation|speech|control",
    "lost ~4 weight|pregnancy|pregnancies|teeth|tooth|time|touch|hope|interest|count|momentum|sight|hearing|baby|babies|child|son|daughter|husband|wife|mother|father|parent|parents|funding|manager|contact",
    "lost|misplaced|mislaid|forgot|forgotten|lose|losing ~3 password|passwords|link|username|pin|reference|invoice|leaflet|appointment*|bookmark|certificate|receipt",
    "missing data|values|value|codes|code|entries|fields|field|rows|columns|column|outcome*|variables|variable|doses|postcodes|months|years|from",
    "missing ~1 page|link|signature|section|something|appointments|lessons|school|work|deadline|person|people|persons|appendix|annex|step|answers|information|evidence",
    "tablet|tablets ~3 on|she|he|take|takes|taking|for|a_day|mg|daily",
    "how|training to|on|in ~6 breach|breaches|incident|incidents",
    "i|ive|we|weve ~1 been using|working",
    "recycle|recycling bin",
    "screenshot*|screen_shot* attached|enclosed|below|herewith",
    "anastomotic|bile|air|cerebrospinal|valve|paravalvular|endoleak|bowel|fluid|gas|water|urine ~1 leak|leaks",
    "compromised ~1 immune|immunity|vision|airway",
    "immune|immuno ~2 compromised",
    "output|request|import|file|upload & stopped|blocked|refused & nothing|none ~2 went|left|got ~1 out",
    "lost ~2 all|my|our|unsaved ~3 code|work|scripts|changes|letter|pdf",
    "error ~2 401|403|404|500 unauthorised|unauthorized|forbidden|not_found",
    "literature|papers on|about ~3 leak|leaks",
    "hurt|injured|injuries|victims|wounded ~4 theft|thefts|robberies|robbery|burglary|stealing|snatching",
    "gone to|up|down|through|well|live|out_of_print|ahead|over",
    "hour|hours|target|waiting|time|wait|standard|performance|trolley|4h|12h =breach|=breaches|=breached",
    "=breaches ~4 hour|hours|target|waiting",
    "how_many|number|count|rate|rates|statistics|figures|trends|proportion|percentage ~8 =breach|=breaches|incident|incidents|losses|thefts|leaks|accidents|injuries|attacks",
    "study|studies|research|thesis|paper|effect|effects|impact|survey|history|evaluation|cost|costs ~2 of|on|into|about ~8 ransomware|attack|attacks|breach|breaches|loss|theft|misuse|stolen|cyber|hacking|phishing|violence|incident|incidents",
    "victim|victims|survivors ~2 of ~4 theft|violence|attack|attacks|robbery|burglary|fraud",
    "heart|asthma|panic|migraine|ischaemic|gout|terror|terrorist|knife|dog|animal attack|attacks",
    "hack day|days",
    "incident response|management|plan|plans|policy|procedure|procedures|process|log|register|form|number|reporting|case*|cancer*|disease|diabetes|fracture*|stroke*",
    "accident and emergency",
    "accident emergency",
    "road|traffic|workplace|car|riding|sports|farm accident*",
    "accidental overdose*|injur*|fall*|poisoning|death*|drowning|fire*",
    "stolen|theft ~1 goods|vehicle*|cars|property|bikes",
    "lost|misplaced|mislaid|forgot|forgotten ~1 my ~3 letter|card|glasses",
    "wrong postcode ~1 in|on",
    "everyone|everybody|anyone|someone else ~2 on|in|at|got|has",
    "unauthorised|unauthorized absence*|leave|building|parking",
    "cyber security|essentials",
    "wrong version|way|form|template|section|button|spelling|end|one|thing|answer|date|year|code|idea|impression|word|title|name|box|tab|option|category|label|level|column|reference|format|invoice|price|total|amount",
    "if|sorry|apologies|apologise|maybe|perhaps|probably|unsure|sure ~6 wrong ~1 place|team|address|inbox|mailbox|person|department|people|office|desk|form|box",
    "this|question|enquiry|query|request|message|note ~6 wrong ~1 place|team|inbox|mailbox|department|office|desk|box|form",
    "invoice|invoices|bill ~8 wrong|incorrect ~2 person|department|address|company|office|organisation|account",
    "error message|messages|code|codes|rate|rates|margin",
    "no|without|avoid*|prevent*|nil ~1 breach*|breaches|incident*|leak*",
    "no|not|never|nothing ~2 lost|stolen|missing|misused",
    "published|public ~3 table*|statistics|dashboard|figures|series|register|health|help|inquiry|consultation|holiday|sector|body|bodies|interest|domain|money",
    "members|member of ~1 public",
    "opted|opt ~1 out ~4 how|form|online|website|choice",
    "does|do|has|is ~2 anyone|anybody",
    "anyone|anybody ~2 help|tell|advise",
];
