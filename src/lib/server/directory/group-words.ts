/** The words by which a peer group is known (`groups.ts`), in folded text. */

/** In a name. */
export const NAMES: readonly string[] = `
	support group, support circle, peer support, peer group, peer led, survivor circle, survivors circle, survivor group, survivors group,
	survivor meeting, sister circle, womens circle, sharing circle, talking circle, healing circle, listening circle, self help group,
	self help meeting, mutual aid group, mutual support, 12 step meeting, twelve step meeting, 12 step group, alcoholics anonymous,
	narcotics anonymous, al anon, nar anon, alateen, aa meeting, na meeting, celebrate recovery, smart recovery, recovery meeting,
	group meeting, drop in group, grief group, bereavement group, peer circle, peer network,
	grupo de apoyo, grupos de apoyo, grupo de ayuda mutua, grupos de ayuda mutua, grupo de autoayuda, grupo de apoyo mutuo, circulo de mujeres,
	circulo de apoyo, circulo de sobrevivientes, grupo de sobrevivientes, grupo de supervivientes, apoyo entre pares, apoyo mutuo,
	groupe de parole, groupes de parole, groupe d'entraide, groupes d'entraide, groupe de soutien, groupes de soutien, cercle de parole,
	groupe de partage, groupe d'auto support, pair aidance, soutien entre pairs,
	مجموعه دعم, مجموعات دعم, مجموعه الدعم, مجموعات الدعم, دعم الاقران, دعم النظراء, حلقه دعم, حلقات دعم, مجموعه مسانده, مجموعات مسانده,
	الدعم المتبادل, دعم متبادل, مجموعه الناجيات, حلقه الناجيات`
	.split(/[\n,]/)
	.map((word) => word.trim())
	.filter(Boolean);

/** Crystal Meth, Gamblers, Codependents: the fellowships call themselves so. */
export const NAMED_ANONYMOUS =
	/\b(?:alcoholics|narcotics|gamblers|overeaters|families|parents|debtors|cocaine|crystal meth|marijuana|heroin|pills|nicotine|emotions|codependents|co-dependents|(?:sex (?:and love )?)?addicts|love addicts|food addicts|survivors of incest|incest survivors|sexaholics|workaholics|bettors|clutterers|spenders|underearners|adult children of alcoholics) anonymous\b/;

/** Behind what a name says: then it is about groups, and is none. And what is no group whatever its terms say. */
export const NOT_A_GROUP =
	/\b(?:group (?:therapy|counsell?ing|psychotherapy|homes?)|therapy groups?|class(?:es)?|childbirth|lamaze|exercise|massage|fitness|lectures?|seminars?|courses?|hotlines?|helplines?|talkline|talk line|facilitators?|leaders? training|trainings?|director(?:y|ies)|referrals?|information session|clearinghouse|bariatric)\b/;

/** Says it plainly. */
export const PLAIN =
	/\b(?:support groups?(?! counsell?ing)|peer[\s-](?:support|led|run|groups?)|groups? meets?|mutual (?:aid|support|help)|self[\s-]help groups?|fellowship of|12[\s-]step meetings?|family groups)\b|\bgrupos? de (?:apoyo|ayuda mutua)\b|\bgroupes? de (?:parole|soutien)\b|مجموع(?:ه|ات) (?:ال)?دعم/;
/** A group of some kind, though not of a therapist. */
export const GROUPISH =
	/\bgroups?\b(?! (?:therapy|counsel|home|session|psychotherapy|treatment|activit|living|exercise|class))|\bpeers?\b|\bmeetings?\b|\bmeetups?\b|\bcircles?\b|\bfellowship\b|\banonymous\b|\bmutual\b|\bself[\s-]help\b|\bgather\w*\b|\bsisterhood\b|\bgrupos?\b(?! (?:de )?terapia)|\bcirculos?\b|\breunion\w*\b|\bgroupes?\b(?! (?:de )?therap)|\bcercles?\b|\bentraide\b|مجموع(?:ه|ات)|حلق(?:ه|ات)|لقاء(?:ات)?/;
/** Those it is for meet each other. */
export const MEET =
	/\b(?:survivors?|women|people|members|we) (?:who \w+ (?:\w+ ){0,4})?(?:meet|meets|gather|come together|share (?:their|our))\b|\bpeer[\s-](?:support|led|run|mentor\w*|group)|\bsurvivor[\s-]led\b|\bsobrevivientes (?:se reunen|comparten)\b|\b(?:les|des) survivantes se (?:retrouvent|reunissent)\b|ناجيات (?:يلتقين|يجتمعن)/;

/** In a description the words must say that there is one, here. */
export const DESCRIPTIONS: readonly RegExp[] = [
	/\bpeer[\s-](?:led|run|facilitated)\s+(?:[\w'’-]+\s+){0,3}(?:groups?|meetings?|circles?)/g,
	/\bpeer[\s-]support (?:groups?|meetings?|circles?|program|network)/g,
	/\bsupport groups? (?:is|are|meets?|for|that|which|offers?|provides?|held|facilitated|open|helps?|where)\b/g,
	/\b(?:weekly|monthly|bi-?weekly|biweekly|ongoing|on-going|free|open|drop-in|confidential|online|virtual|in-person) (?:[\w'’]+ )?support groups?\b/g,
	/\b(?:offers?|provides?|hosts?|holds?|runs?|facilitates?|conducts?|has|sponsors?) (?:[\w'’-]+[\s,]+){0,4}support groups?\b/g,
	/\b(?:support )?groups? meets?\b/g,
	/\bgroup meetings? (?:for|every|each|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/g,
	/\bprovides? peer[\s-]support\b/g,
	/\bgrupos? de (?:apoyo|ayuda mutua) (?:para|se reune|semanal\w*|mensual\w*|gratuit\w*)\b/g,
	/\b(?:ofrece\w*|organiza\w*|tenemos|brinda\w*|facilita\w*) (?:[\p{L}]+\s+){0,3}grupos? de (?:apoyo|ayuda mutua)\b/gu,
	/\bgroupes? de (?:parole|soutien|partage) (?:pour|se reuni\w*|hebdomadaire\w*|mensuel\w*|gratuit\w*)\b/g,
	/\b(?:propos\w*|organis\w*|anim\w*|offr\w*) (?:[\p{L}’']+\s+){0,3}groupes? (?:de (?:parole|soutien|partage)|d['’]entraide)\b/gu,
	/(?:تقدم|نقدم|يقدم|تنظم|ننظم|ينظم|لدينا|تعقد|نعقد)\s+(?:\p{L}+\s+){0,2}(?:مجموع(?:ه|ات)|حلق(?:ه|ات)) (?:ال)?دعم/gu,
	/(?:مجموع(?:ه|ات)|حلق(?:ه|ات)) (?:ال)?دعم (?:للنساء|للناجيات|اسبوعيه|شهريه|مجانيه|تجتمع|تلتقي)/g,
];
/** People are sent elsewhere, or groups are what something else is for. */
export const NOT_HERE =
	/\b(?:referrals?|referred|refers?|visits?|transport\w*|directory|list|space|rooms?|interpret\w+|training|calendar) (?:\w+[\s,]+){0,4}(?:to|for|of)[\s:]+(?:\w+[\s,]+){0,6}$|\b(?:will begin to|plans? to|hopes? to|begin to) $/;
/** `referrals to support groups`, `sessions for support groups`. */
export const LEADS_TO =
	/\b(?:to|for|about|on|of|into|with|with other) (?:local |area |community |various |other |social and )?support groups?\b|\binformation (?:to|on|about)\b/;
/** One of many things: `counseling, support groups`, `including support groups`. */
export const LISTED =
	/,\s*(?:and |& )?(?:[\w'’-]+ ){0,1}support groups?|\b(?:including|includes?|such as)\b[^.:]{0,40}support groups?/;
/** Somebody teaches or treats. */
export const TAUGHT =
	/\b(?:rehabilitation|skills training|therapy|psychotherapy|workshops?|class(?:es)?|courses?|curriculum|mandated|court[\s-]ordered|fitness|arts|exercise|parenting education|met once)\b/;
