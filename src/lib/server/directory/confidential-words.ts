/**
 * The words by which a confidential place is known (`confidential.ts`). Whole words of folded text (`fold`), so written without accents;
 * what a language says in two words stands as two. A word missing here is a street on a list: rather one too many.
 */
import { wordsMatcher } from './matching';

const listed = (text: string): string[] =>
	text
		.split(/[\n,]/)
		.map((word) => word.trim())
		.filter(Boolean);

/** A place to sleep. */
export const SLEEPING = wordsMatcher(
	listed(`
	shelter, shelters, sheltering, refuge, safe house, safehouse, safe home, safe haven for women, safe haven for victims, safe haven for survivors, safe haven for families, safe apartment, safe dwelling, secure housing,
	transitional home, transitional house, transitional housing, transitional living, transitional supportive housing, transitional and permanent,
	transitional to permanent, emergency housing, emergency accommodation, temporary housing, temporary accommodation, crisis accommodation,
	crisis housing, crisis bed, safe accommodation, safe place to stay, place to stay, respite bed, host home, hostel,
	residential program, residential programme, residential treatment, residential service, residential care, residential home,
	residential facility, group home, maternity home, recovery home, supportive housing, housing program, housing programme, safe housing, dwelling,
	move on accommodation, second stage housing,
	casa de acogida, casas de acogida, casa de acogimiento, casa refugio, casas refugio, casa segura, casa abrigo, casa hogar, albergue, refugio,
	alojamiento de emergencia, alojamiento temporal, alojamiento seguro, piso de acogida, vivienda transitoria, vivienda de transicion, centro de acogida,
	foyer, foyers, hebergement, hebergements, maison d'hebergement, maisons d'hebergement, centre d'hebergement, centre d'accueil, refuge pour femmes,
	mise a l'abri, logement d'urgence, appartement relais, maison d'accueil,
	abrigo, casa di accoglienza, casa rifugio, case rifugio, rifugio, frauenhaus, frauenhauser, schutzwohnung, schutzwohnungen, schutzhaus,
	zufluchtswohnung, notunterkunft, vrouwenopvang, opvanghuis, blijf van mijn lijf, siginma evi, siginmaevi, kadin siginagi, adapost, schronisko,
	убежище, приют, шелтер, притулок, nha tam lanh, strehim, menedekhely,
	ملجا, الملجا, ملاجي, الملاجي, ملاجئ, دار ايواء, دار الايواء, دور ايواء, دور الايواء, مركز ايواء, مركز الايواء, مراكز ايواء, ماوي, الماوي,
	بيت امن, البيت الامن, بيوت امنه, منزل امن, سكن امن, مسكن امن, دار حمايه, دار الحمايه, مكان امن للاقامه, سكن طارئ, سكن موقت
	`),
);

/** People who fled from somebody, or were kept by somebody. */
export const FLED = wordsMatcher(
	listed(`
	domestic violence, domestic abuse, family violence, intimate partner, intimate abuse, partner abuse, dating violence, battered, abusive relationship,
	abused women, abused woman, abused children, abused child, abused youth, abused or neglected, abused and neglected, abused elderly, abuse elderly,
	abused seniors, abused elders, elder abuse, abused, women in distress, violence against women, gender based violence, gender violence,
	human trafficking, sex trafficking, sex trafficked, labor trafficking, labour trafficking, trafficked, trafficking, sexually exploited,
	sexual exploitation, commercially exploited, exploited youth, prostituted, prostitution, sex trade, sexual assault, sexual violence, sexual abuse,
	rape survivor, modern slavery, forced labour, forced labor, forced marriage, honour based, honor based, fgm, female genital mutilation, coercive control,
	stalking, stalked, fleeing, escaping abuse, escaping violence, escape violence, flee violence, fled violence, idva, isva, womens aid,
	survivors of violence, survivors of abuse, victims of violence, victims of abuse, violent partner, violent relationship, violent home,
	violencia domestica, violencia de genero, violencia machista, violencia familiar, violencia intrafamiliar, violencia sexual, violencia de pareja,
	mujeres maltratadas, maltrato, malos tratos, victimas de violencia, victimas de trata, trata de personas, trata de mujeres, explotacion sexual,
	violence conjugale, violences conjugales, violences intrafamiliales, violence familiale, violences sexuelles, violences sexistes,
	femmes battues, femmes victimes, victimes de violence, victimes de violences, traite des etres humains, traite des personnes, victimes de traite,
	exploitation sexuelle, mariage force, proxenetisme,
	violenza domestica, violenza di genere, donne maltrattate, tratta, violencia contra a mulher, trafico de pessoas, hausliche gewalt,
	gewalt gegen frauen, zwangsprostitution, menschenhandel, zwangsheirat, huiselijk geweld, mensenhandel, aile ici siddet, violenta domestica,
	przemoc domowa, przemocy domowej, домашнее насилие, домашнего насилия, торговли людьми, домашнє насильство, домашнього насильства,
	العنف الاسري, عنف اسري, العنف المنزلي, عنف منزلي, العنف الزوجي, العنف ضد النساء, العنف ضد المراه, المعنفات, معنفات, الاتجار بالبشر, اتجار بالبشر,
	الاتجار بالاشخاص, ضحايا الاتجار, ضحايا العنف, ناجيات من العنف, الناجيات من العنف, الاستغلال الجنسي, العنف الجنسي, الزواج القسري
	`),
);

/** By itself enough, in a name: nothing else is called so. */
export const NAMED = wordsMatcher(
	listed(`
	safe house, safehouse, womens refuge, womens shelter, shelter for women, shelter for abused, battered women, abused women, domestic violence shelter,
	domestic abuse refuge, domestic violence refuge, womens aid, refuge for women, victims shelter, women in distress, abused children,
	casa de acogida, casa refugio, casas de acogida, mujeres maltratadas, refugio para mujeres, casa segura,
	refuge pour femmes, maison d'hebergement pour femmes, foyer pour femmes, femmes battues, frauenhaus, frauenhauser, schutzwohnung, casa rifugio,
	casa abrigo, blijf van mijn lijf, kadin siginagi, دار الامان, بيت الامان, دار ايواء, دار الايواء, بيت امن, البيت الامن, دار حمايه
	`),
);

/** Named or offered so, a place to sleep for people in need: shelters of every kind. */
export const SHELTERS = wordsMatcher(
	listed(`
	shelter, shelters, emergency housing, emergency accommodation, emergency transitional housing, temporary emergency housing, crisis housing,
	safe accommodation, night refuge, refuge, safe house, safehouse, runaway house, youth shelter, refugio, albergue, casa de acogida, centro de acogida,
	foyer, centre d'hebergement, hebergement d'urgence, accueil de nuit, frauenhaus, notunterkunft, ملجا, الملجا, دار ايواء, دار الايواء, مركز ايواء,
	مركز الايواء, ماوي, الماوي
	`),
);
/** Of shelters in running text only what is plainly one. */
export const SHELTER_OFFERED = wordsMatcher(
	listed(`
	emergency shelter, overnight shelter, night shelter, temporary shelter, homeless shelter, family shelter, youth shelter, crisis shelter, safe shelter,
	runaway shelter, runaway homeless shelter, shelter for women, shelter for men, shelter for families, shelter for youth, shelter for homeless, short term shelter,
	emergency night shelter, emergency youth shelter, emergency family shelter, emergency housing, temporary emergency housing, emergency transitional housing,
	emergency accommodation, crisis housing, safe accommodation, refugio de emergencia, albergue, hebergement d'urgence, accueil de nuit
	`),
);

/** Said of the place, wherever it stands in the words of somebody who sleeps people or helps who fled. */
export const SAYS_SO: readonly RegExp[] = [
	/\b(?:confidential|undisclosed|secret|unlisted|unpublished|non-?disclosed|discreet|hidden)\s+(?:location|address|shelter|facility|safe house|site)/,
	/\b(?:location|address|whereabouts|site|shelter)s?\s+(?:is|are|remains?|will be|of the (?:shelter|house) (?:is|are)|must (?:be|remain|stay)|(?:is|are) (?:kept|held|being kept))\s+(?:strictly |kept |always )?(?:confidential|undisclosed|secret|unlisted|withheld|not (?:be )?(?:disclosed|published|listed|given|shown|public|shared)|unpublished)/,
	/\b(?:location|address|whereabouts)\s+(?:kept |held )?(?:confidential|undisclosed|secret|unlisted|withheld|not (?:disclosed|published|listed|given|shown|public|shared)|unpublished)/,
	/\b(?:location|address)\s+(?:is |will be )?(?:given|provided|available|disclosed|shared)\s+(?:only\s+)?(?:after|upon|on|once|by phone|at the time)/,
	/\b(?:do not|cannot|can't|don't|never) (?:disclose|publish|give out|share) (?:the|our|its) (?:location|address)/,
	/\bcall for (?:the )?(?:shelter )?(?:location|address) of (?:the )?(?:shelter|house|refuge)|\bcall for (?:the )?(?:location|address)\b/,
	/\b(?:ubicacion|direccion|domicilio|lugar)\s+(?:es |esta |se mantiene )?(?:confidencial|secret[ao]|reservad[ao]|no se (?:divulga|publica|revela)|protegid[ao])/,
	/\b(?:adresse|lieu|localisation)s?\s+(?:est |reste |sont |restent |tenue? |gardee? )*(?:confidentiel(?:le)?s?|secr(?:et|ete)s?|non (?:communique|divulgue|publie)e?s?|protegee?s?|anonyme)/,
	/\b(?:adresse|standort)\s+(?:ist |bleibt |wird )?(?:geheim|anonym|vertraulich|nicht (?:veroffentlicht|bekannt))|\bgeheime[nr]? (?:adresse|ort)/,
	/(?:العنوان|الموقع|المكان|عنوان|موقع|مكان)\s+(?:المركز |الدار |الماوي )?(?:سري|سريه|غير معلن|لا ينشر|محجوب|سر)/,
];

/** What stands in an address that hides one. */
export const HIDDEN =
	/\b(?:confidential|undisclosed|withheld|not disclosed|not published|not shown|not for publication|address (?:available )?on request|call for (?:the )?(?:location|address|directions)|contact for (?:the )?(?:location|address)|private location|secret location|unlisted|unpublished|confidencial|direccion reservada|no se publica|confidentiel(?:le)?|secrete|non communiquee?|geheim|vertraulich|anonyme adresse|riservato)\b|(?:^|[^\p{L}])(?:سري|سريه|غير معلن)(?![\p{L}])/u;
