"""The words of English headings, as data: which kind of section they name, and what says nothing beside them.

All of it is lower case; a noun counts where it is the head of a phrase ("Repair plan"), not where it qualifies another
("Plan checking").
"""
# ruff: noqa: E501 - lists of words read best as lines of words

from reports.enums import SectionKind

GENERIC = (
    r"the|a|an|our|my|your|their|some|any|all|this|these|those|that|main|key|major|principal|chief|general|overall|basic|brief|short|few|several|various|certain|one|two|three|four|five|six|seven|ten|many|other|further|additional|more|special|important|most important|biggest|greatest|valuable|useful|personal|own|common|recent|current|present|existing|remaining|continuing|ongoing|persistent|outstanding|"
    r"final|first|second|third|fourth|last|past|year|year's|years|annual|yearly|quarter|quarter's|quarterly|month|month's|monthly|week|week's|weekly|half|term|season|period|reporting|winter|summer|spring|autumn|day|work|working|team|team's|staff|service|services|unit|department|departmental|project|report|review|office|branch|organisation|situation|start|beginning|end|data|figures|statistical|"
    r"still|yet|and|or|of|for|in|on|at|from|to|with|by|during|about|over|within|us|we|i|you|here|now|so far|again|as|well|it|here's|there|are|were|is|was|management|financial|legal|official|full|complete|little|future|new|practice|good|\d+|[ivx]+|[a-f]"
)
"""Words that say nothing about the kind of a section."""
NOUNS: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.PROBLEMS,
        (
            r"problems?|(?:matters?|areas?|points?|causes?|reasons?|sources?) (?:of|for) (?:concern|friction|worry|complaint|tension|weakness|improvement|dissatisfaction)|concerns|worries|regrets?|shortcomings?|short comings|challenges?|difficult(?:y|ies)|weakness(?:es)?|deficienc(?:y|ies)|inadequac(?:y|ies)|insufficienc(?:y|ies)|imperfections?|flaws?|faults?|issues|gaps?|obstacles?|hurdles?|barriers?|roadblocks?|blockers?|blockages?|impediments?|hindrances?|"
            r"stumbling[ -]blocks?|bottle-?necks?|constraints?|limitations?|limits|restrictions|setbacks?|drawbacks?|disadvantages?|downsides?|down side|lowlights?|low points?|risks?|threats?|pressures?|frustrations?|struggles?|delays|failings?|failures?|mistakes?|errors?|omissions|missteps|oversights|lapses|shortfalls?|shortages?|backlogs?|breakdowns?|disruptions?|hiccups?|hitches|snags?|glitches|headaches?|niggles|teething (?:problems|troubles)|growing pains|"
            r"disappointments?|dissatisfactions?|troubles?|dilemmas?|(?:weak|sore|sticking|pain|trouble|pinch|pressure|choke|friction|blind|low|black|rough|difficult|problem|hot) (?:points?|spots?|places?|areas?|links?|patch(?:es)?|edges)|problem areas|rough edges|loose ends|unfinished (?:business|work|tasks)|missed (?:targets|goals|deadlines|opportunities)|(?:insufficient|inadequate|unsatisfactory|deficient|lacking|weak|poor) (?:aspects?|places?|areas?|points?|sides?|links?|parts?|manpower|staff|staffing|funding|resources|capacity|performance|results)|"
            r"room (?:for|to) (?:improve(?:ment)?|grow(?:th)?|do better)|areas? (?:for|of|to|needing|requiring|in need of) (?:improvement|improve|attention|development)|bad news|less good news|unresolved (?:matters|questions|points|cases)|open (?:issues|points|questions|matters)|outstanding (?:matters|questions|cases|points)|unmet (?:targets|needs)|(?:lack|shortage|absence|want) of [\w ]+|causes? of delay|difficult (?:spring|summer|autumn|winter|year|quarter|months?|period|time|term|season|start|weeks?)|thorny questions|hard (?:parts?|bits)|hard (?:year|winter|times)|nuts to crack"
        ),
    ),
    (
        SectionKind.NEXT_STEPS,
        (
            r"plans?|(?:action|work|improvement|rectification|forward|follow-up|delivery) plans?|outlook|prospects?|perspectives|priorities|following (?:steps?|actions?|moves?)|next (?:year|quarter|month|week|term|season)'s (?:work|plans?|programme|tasks?|priorities|goals)|(?:measures|steps|actions|work) for the next (?:steps?|stage|phase|period)|next (?:steps?|moves?|actions?|phases?|stages?|tasks?|goals?|period|year|quarter|months?|weeks?|half(?:[ -]year)?|term|season|things|targets|time)|recommendations?|proposals?|suggestions?|intentions?|ambitions?|aspirations?|hopes|wishes|goals?|targets?|objectives|promises|pledges|commitments|resolutions|countermeasures?|counter-measures|to-?do list|(?:steps|measures|actions) to (?:be taken|take)|next chapters?|action (?:items|points|list)|actions ahead|to-?dos?|follow-?ups?|follow-up (?:actions?|work|measures|items)|(?:improvement|rectification|corrective|remedial) (?:measures|actions)|"
            r"(?:measures|directions?|steps) (?:of|for) (?:improvement|rectification|improving|the future)|ways? forwards?|(?:road|path|way|months?|year|quarter|weeks?|term|season|time|winter|summer|spring|autumn|tasks?|steps|challenge|work|journey) ahead|forward look|(?:a )?look ahead|road ?map|(?:future|forthcoming|upcoming|coming|planned|proposed|intended|subsequent|follow-up|next|forward|outstanding next) (?:steps?|work|efforts?|tasks?|events?|actions?|activit(?:y|ies)|measures?|developments?|directions?|improvements?|moves?|priorities|arrangements?|focus|projects?|programmes?|work programmes?|outlook|considerations|goals|agenda|initiatives|ideas|schedule)|(?:work )?arrangements? for .*|direction(?:s)? of (?:future |our )?(?:efforts?|work)|"
            r"vision|strategy|(?:work )?ideas for .*|thoughts (?:on|about|for) (?:the )?(?:next|coming|new|future).*|(?:coming|following|new|next|upcoming|second half) (?:\w+ )?(?:year|quarter|months?|weeks?|half|half-year|term|season|period|stage|phase|semester)|rest of the (?:year|season|term|month|quarter|half)|remainder of the (?:year|season|term|month|quarter|half)|remaining (?:months|weeks|quarters?|half)|future|months to come|(?:year|season|quarter|term|weeks) to come|intended measures|agenda for .*"
        ),
    ),
    (
        SectionKind.LESSONS,
        r"lessons? (?:(?:learned|learnt|drawn|gained|to (?:be )?(?:learn(?:ed)?|draw(?:n)?)|from|of)\b.*|for (?:the (?:future|next|year|team|unit)|next|us|ourselves|our|others?|tomorrow)\b.*)|insights?|reflections?|self-reflections?|takeaways?|take-aways|learnings|learning points?|key learning|learning and reflections?|experience (?:and|tells|summary)\b.*|experience and enlightenment|enlightenment|inspirations?|realisations?|afterthoughts?|hindsight|wisdom|gains|(?:understanding|experience|knowledge|insights?|wisdom) gained|good practice (?:to keep|worth sharing|learned|identified)|(?:secrets?|keys?) (?:of|to|for|behind) (?:our |the |my )?success|success factors|factors (?:of|for|in|behind) success|moral of .*|post-?mortem|food for thought|feelings|discoveries|findings",
    ),
    (
        SectionKind.WORK_DONE,
        r"achievements?|accomplishments?|results|progress|highlights?|activities|wins|successes|outcomes?|outputs|deliverables|delivery|delivered|performance|operations|practices|measures(?: taken)?|actions taken|work|tasks?|(?:work|tasks?|what was|projects?) (?:done|completed|carried out|performed|undertaken|finished)",
    ),
    (
        SectionKind.INTRODUCTION,
        r"overview|background|foreword|preface|prologue|preamble|(?:opening|introductory|preliminary|initial|general) (?:remarks?|words?|note|statement)|(?:basic|general|overall|background) (?:situation|information|facts|conditions?|picture|description|introduction)|context|executive summary|management summary|general summary|short summary|brief summary|abstract|synopsis|snapshot|brief introduction|state of play|(?:word|message|note|letter|greeting|foreword|statement)s? (?:from|of|by) (?:the|our) (?:chair|director|manager|head|president|secretary|editor|principal|leader|ceo|chief executive|board|captain|warden|chairman|chairwoman|chairperson|trustees|vicar|rector).*|key facts|from the (?:chair|director|manager|president|editor|chairman|head|principal)|(?:chair|director|manager|president|chairman|principal|head|secretary)(?:'s|'s)? (?:foreword|message|introduction|word|remarks|note|letter)",
    ),
)
"""Nouns whose phrase names a kind, whatever qualifies them."""
ALONE: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.PROBLEMS,
        r"lacks?|stuck|blocked|not (?:yet )?done|undone|complications|still on (?:our|my) minds?|bad|weak|insufficient|deficient|could do better|can do better|must do better|not so good|not so well|not good enough|less good|still unsolved|unsolved|unresolved|work (?:left )?undone|(?:targets?|goals?|tasks?|deadlines?|objectives?|milestones?) (?:not|un|never) ?(?:met|reached|achieved|done|completed|finished|fulfilled|missed)|behind schedule|negatives?|minuses|the bad|against",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"ahead|next|focus(?: areas)?|focus points|aims?|looking (?:ahead|forward|beyond|towards?|to)|coming (?:up|next|soon)|planned|upcoming|(?:still )?to (?:do|be done|come|follow|improve|complete|finish|be continued)|what(?:'s| is) next|on the agenda|in the pipeline|on the horizon|in preparation|efforts|directions?|dreams|tomorrow|(?:moving|going|pressing) (?:forward|on)|next (?:on|up)|improvements? (?:to|we)",
    ),
    (
        SectionKind.LESSONS,
        r"lessons?|learn(?:ed|t)|experiences?(?: and lessons| gained)?|growth|thoughts|final reflections|retrospective|looking back,? what mattered|worth (?:remembering|repeating|keeping)|understandings?|conclusions drawn|learning and growth|in retrospect",
    ),
    (
        SectionKind.INTRODUCTION,
        r"introduction|setting|opening|outline|profile|history|scope(?: and method)?|purpose|mission|mission and (?:purpose|vision|values)|remit|role|roles|duties|responsibilities|job description|terms of reference|team|unit|structure|team structure|organi[sz]ation(?:al)? (?:structure|chart)|baseline|starting (?:point|position)|welcome|patch|objects|values|at a glance|in brief|in short|in a nutshell|in a sentence|in one page|(?:where|how) (?:we|i|it|things) (?:began|started|stand|stood|are)|story so far|first of all|to begin with|first things first|by way of introduction|before (?:we (?:begin|start)|you (?:read|start))|guide to .*|(?:a )?word before|a few words first|position",
    ),
)
"""Words that name a kind only where nothing else stands beside them but generic words."""
CLAUSES: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.LESSONS,
        r"^(?:what|(?:\w+ )?things|lessons|how much) .*\b(?:learn(?:ed|t|ing)?|taught|teach(?:es)?|showed|shown|told|tells us|know now|now know|differently|do again|made (?:the|a) difference|mattered|discovered|found out|realised|understood|take away|took away)\b|^why (?:it|this|that|we|they) (?:worked|succeeded|works)|^how (?:we|i) succeeded|^reflect(?:ing)? on|^(?:in|with) (?:hindsight|retrospect)|^looking back, what|^what we think now|^learning(?: from\b.*)?$|^our learning\b|^(?:evaluation|feedback|review) and learning$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"^(?!.*\b(?:fail|not|never|miss))(?:what|where|how|which|things|work|matters?|when) .*\b(?:will|(?:we|i|it|that|what|they)'ll|plan(?:s|ned)? (?:to|on|for)|intend(?:s|ed)?|want(?:s)? to|hope(?:s)? to|aims? to|wish(?:es)? to|mean to|need to do|must do|should do|going to|(?:is|are|comes?|happens?|goes|go) (?:next|from here|after(?:wards)?(?: this)?)|next|to expect|can expect|lies ahead|is coming|comes|are heading|are going|ahead|in store|to do|still to (?:do|come))\b|^where next|^what's next",
    ),
    (
        SectionKind.PROBLEMS,
        r"^(?:what|where|which|why|how|who|things?|matters?|points?|areas?|aspects?|work|parts?|questions?|tasks?|targets?|still|did|promises|plans|some things) ?.*\b(?:not|(?:did|was|has|is|could|do|are|were|have|had|would|ca|does)n't|never|fail(?:ed|s|ing)?|miss(?:ed)|wrong|badly|poorly|missing|slow(?:ed|s)?|h[eo]lds? (?:us|me|the)|held|hinder(?:ed|s)?|hamper(?:ed|s)?|delay(?:ed|s)?|worr(?:y|ies|ied)|hurt|stuck|late|lost|lose|troubles?|troubled|awake|up at night|hard(?:er|est)?|difficult|struggl\w+|lack\w*|short|weak(?:est)?|behind|(?:in|got in|stood in|stands in) (?:the|our|my) way|unsolved|undone|unfinished|unresolved|frustrat\w+|disappoint\w+|insufficient|pinch(?:es)?|done better|gone better|do better|be better|have been better|(?:could|should|must|can) (?:be )?improved?|to be improved|need(?:s|ing)? (?:improvement|attention|work|fixing|mending)|bother\w*|blocked|cost us|annoy\w*|stumbl\w+|tripp\w+|slipp\w+|dragg\w+|let (?:us|you|them) down|suffer\w*|against us|too (?:little|few|slow|late|long))\b",
    ),
    (
        SectionKind.PROBLEMS,
        r"^(?:there|here) (?:are|were|is|remain) .*\b(?:problems?|deficienc(?:y|ies)|shortcomings?|difficult(?:y|ies)|weakness(?:es)?|gaps|issues)\b",
    ),
    (
        SectionKind.PROBLEMS,
        r"^(?:the |our |my )?(?:main |key |biggest |existing |present )?(?:problems?|difficulties|shortcomings|weaknesses|deficiencies|challenges) (?:\w+ ){0,4}(?:are|were|is|include|as follows)$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"^(?:looking|look|turning|thinking) (?:ahead|forward|beyond|to(?:wards)?)\b|^ahead of\b|^before (?:the )?(?:next|new|winter|summer|spring|autumn|year-?end|end|\w+ (?:season|term|year|half|quarter|opens|starts|begins))\b|^by (?:the )?(?:end of|year-?end|next)|^(?:tasks?|work|jobs|actions?|targets?|goals?|aims?|focus|plans?|efforts?|steps|ideas|priorities) (?:for|in) (?:the )?(?:next|coming|new|future|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|q[1-4]|(?:first|second|third|fourth) (?:half|quarter))|^tasks? for\b|^in the (?:coming|next|months? ahead|year ahead)|^efforts in the next|^(?:next|coming) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)$|^beyond (?:the )?(?:20\d\d|this|summer|winter|spring|autumn)|^(?:the )?(?:future )?directions? (?:of|for) (?:\w+ )?(?:efforts?|work|improvement)|^(?:the )?(?:rest|remainder) of the|^(?:the )?(?:road|path|way|months?|year|quarter|weeks?|term|season|time|tasks?) ahead",
    ),
    (
        SectionKind.INTRODUCTION,
        r"^(?:who|what) (?:we|i) (?:are|am|do)$|^who does what|^why (?:we exist|this (?:report|project))|^how we are (?:organi[sz]ed|governed|run)|^about (?:us|me|this|the|our)\b|^what this (?:report|review|summary) (?:covers|is|contains)|^introduction to\b|^setting the scene|^our (?:team|people|patch|objects|mission|vision|role|remit)\b|^(?:the|our) (?:department|team|unit|section|centre)$|^our organi[sz]ation$|^summary(?: of the (?:year|quarter|month|week|half|term|season|report|period))?$|^(?:the )?situation at the (?:start|beginning|outset)|^the (?:year|quarter|month|week|term|season) (?:at a glance|in (?:brief|short|a|one) ?\w*)$|^before (?:we|you) (?:begin|start|read)|^(?:a few )?words? (?:before|first)|^where (?:we|i|it|things) (?:started|began|stand|stood|are)\b(?: (?:in|at|on) .*)?$|^guide to this|^aims and scope",
    ),
    (
        SectionKind.WORK_DONE,
        r"^(?:what|things) (?:we|i|the team|was|were|has been|have been|worked|went)\b.*\b(?:did|done|achieved|delivered|well|got done|finished|completed|built)?$|^how (?:we|i) (?:did|spent|worked)|^(?:done|completed|accomplished|achieved|finished|shipped)(?: (?:(?:this|last|in|during|since|over|by|so far|to date)\b.*|work|tasks|items|projects))?$",
    ),
)
"""What a heading asks or says in a clause: a kind by its grammar."""
AFTERWARDS_ANYWHERE = r"\b(?:for|in|over|during) (?:the )?(?:next|coming) (?:\w+ )?(?:year|quarter|months?|half|term|season|period|phase|stage|weeks?)\b|\bnext (?:steps?|phase|stage)\b"
"""Time after the period, wherever a heading speaks of it."""
OTHER = (
    r"(?:\w+ (?:and \w+ )?)?implications|statement of .{0,40}responsibilit(?:y|ies)|(?:statement|report) (?:by|of) the (?:independent )?auditors?|declarations?|(?:independent |external )?auditor.{0,30}|(?:support|help|decisions?|approval|resources) (?:needed|required|requested|wanted)|asks|requests?(?: (?:to|for) .*)?|matters for (?:decision|approval|information)|approval|for (?:approval|decision|information)|"
    r"(?:in )?conclusions?|to conclude|to close|in closing|closing|(?:a |some )?(?:closing|concluding|final|last|parting) (?:remarks?|words?|note|notes|thoughts?|statement)|epilogue|post-?script|p\.?s\.?|afterword|"
    r"(?:many |special |with |our |my |sincere )*thanks(?: to .*)?|(?:a )?(?:final |big |special )?thank you(?: .*)?|supporting documents?|(?:a )?(?:word|vote|note) of (?:thanks|gratitude|appreciation)|acknowledge?ments?|appreciation|gratitude|our (?:supporters|funders|sponsors|donors|partners)|supporters|funders|sponsors|donors|credits|(?:picture|photo|image) credits|"
    r"append(?:ix|ices)(?: (?:\w|\d+|[ivx]+))?(?::.*)?|annex(?:es)?(?: (?:\w|\d+|[ivx]+))?(?::.*)?|attachments?(?: (?:\w|\d+))?(?::.*)?|enclosures?|references|bibliography|(?:data )?sources?|(?:foot|end)?notes?(?: (?:on|to) (?:the )?(?:figures|data|tables?|accounts|text))?|glossary(?: of terms)?|(?:list of )?(?:abbreviations|acronyms|tables|figures|donors)|list of (?:members|participants|staff|volunteers|officers)|(?:table of )?contents|tables?(?: and (?:figures|charts))?|charts|key figures|photographs|photos|gallery|pictures|index|"
    r"disclaimer|legal (?:notice|information)|copyright(?: notice)?|imprint|financial statements|signatures?|signed|sign-off|distribution(?: list)?|circulation list|attendance list|staff list|members of the (?:board|committee|team)|(?:supervisor|manager|reviewer|line manager|head)'?s'? (?:comments?|remarks|assessment)|"
    r"(?:how|where) to (?:contact|reach|find) (?:us|me)|contact(?:s|ing)?(?: (?:the|our) \w+| us| me| details| information| person| point)?|get(?:ting)? in touch|(?:where to )?find us|address|(?:for )?(?:further|more) (?:information|details|reading)|questions\??"
)
"""All that a closing, a list, an attachment or a note to the reader is headed by."""
AFTERWARDS = r"encountered|faced|met|found|identified|remaining|arising|experienced|observed|existing|noted|raised|left|outstanding|reported|ahead|of the (?:year|quarter|month|week|half|term|season|period)|that (?:still )?(?:exist|remain)|so far|to date|still open|at present|today|of our work|in our service|in (?:our|the) work"
"""What may stand after a noun and change nothing."""
VERBS_BEFORE_PROBLEMS = r"(?:solv|address|resolv|tackl|fix|overcom|clos|handl|troubleshoot|prevent|manag|mitigat|assess|reliev|eas|reduc|remov|eliminat|respond|meet|fac|find|analy[sz]|improv|rectif|correct|deal|help|support|fill|break|cut|minimis|minimiz|spot|turn|fight|combat|lower|lift|bridg|monitor|map)(?:e|es|ed|ing|y|ying|ling|ting|ping)"
