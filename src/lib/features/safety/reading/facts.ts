/**
 * What is said about monitoring and safer reading, each part with where it comes from. Words are our own, under
 * `safer:<page>.<part>`; a part without a source is plain advice, or about this app itself.
 */
export interface Source {
	/** As it calls itself; never translated. */
	name: string;
	url: string;
	/** When it was written: a month, or null when the page does not say. */
	dated: string | null;
	/** Seen only as told by somebody else. */
	via?: string;
}

export const SOURCES = {
	stalkerware: {
		name: 'Stalkerware: Phone Surveillance & Safety for Survivors (NNEDV, Safety Net)',
		url: 'https://www.techsafety.org/spyware-and-stalkerware-phone-surveillance',
		dated: null,
	},
	spyware: {
		name: 'Spyware and stalkerware (NNEDV, Safety Net)',
		url: 'https://www.techsafety.org/spyware',
		dated: null,
	},
	plan: {
		name: 'Cell Phone Safety Plan (NNEDV, Safety Net)',
		url: 'https://www.techsafety.org/resources-survivors/cell-phone-safety-plan',
		dated: null,
	},
	ftc: {
		name: 'Stalking apps (US Federal Trade Commission)',
		url: 'https://www.consumer.ftc.gov/blog/2019/10/stalking-apps-retina-x-settles-charges',
		dated: '2019-10',
		via: 'cnet.com',
	},
	evidence: {
		name: 'Suspect your phone’s being monitored? (Deutschland sicher im Netz, dpa)',
		url: 'https://beritasarawak.com/suspect-your-phones-being-monitored-proceed-with-caution/',
		dated: null,
	},
	browser: {
		name: 'Internet Browser Privacy Tips (Tech Safety Canada)',
		url: 'https://techsafety.ca/resources/toolkits/internet-browser-privacy-tips-in-browser-settings',
		dated: '2022-10',
	},
	history: {
		name: 'Internet safety (Reducing the Risk, Oxfordshire)',
		url: 'https://www.reducingtherisk.org.uk/cms/content/internet-safety',
		dated: null,
	},
} as const satisfies Record<string, Source>;
export type SourceId = keyof typeof SOURCES;

const LINES = ['one', 'two', 'three', 'four'] as const;
const part = (id: string, lines: number, sources: readonly SourceId[] = []) => ({
	id,
	lines: LINES.slice(0, lines),
	sources,
});

export const PAGES = {
	signs: [
		part('people', 3, ['stalkerware', 'plan']),
		part('phone', 4, ['stalkerware', 'ftc']),
		part('how', 3, ['stalkerware', 'spyware', 'ftc']),
		part('sees', 3, ['stalkerware']),
		part('before', 4, ['stalkerware', 'spyware', 'evidence']),
	],
	read: [
		part('other', 2, ['plan']),
		part('private', 3, ['browser']),
		part('history', 3, ['history']),
		part('keyboard', 2),
		part('screen', 2),
		part('notices', 2),
	],
};
export type PageId = keyof typeof PAGES;

/** Every source a page leans on, once each, in the order in which they come up. */
export const sourcesOf = (page: PageId): Source[] =>
	[...new Set(PAGES[page].flatMap(({ sources }) => sources))].map((id) => SOURCES[id]);
