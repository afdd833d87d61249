/**
 * The page of the modules' bench: the player as the app has it, opened from what the vault would hand out. Times begin with
 * the press itself, its wait in the queue included, and end two frames after what is asked for is on the screen.
 */
import '$ui/tokens.css';
import '$ui/base.css';
import { mount, unmount } from 'svelte';
import bodyWords from '$locales/en/ui/player-body.json';
import playerWords from '$locales/en/ui/player.json';
import { I18n } from '$platform/i18n';
import { kept, moduleBytes, readingOf, readModule } from '$platform/modules';
import { ok } from '$protocol/result';
import type { SignedModule } from '$protocol/module';
import { blockSlots } from '$protocol/module-blocks';
import { crowdedModule, emptyModule, fullModule } from './made';
import Opened from './Opened.svelte';

const ALL = ['empty', 'full', 'crowded'] as const;
export type Which = (typeof ALL)[number];
export interface Opening {
	/** From the press on "open" until its start page stands there. Milliseconds. */
	start: number;
	/** From the press on "Start" until every block of the first page does. */
	page: number;
}

const MADE: Record<Which, SignedModule> = {
	empty: emptyModule(),
	full: fullModule(),
	crowded: crowdedModule(),
};
const textOf = (which: Which) => new TextDecoder().decode(moduleBytes(MADE[which]));
const TEXTS: Record<Which, string> = {
	empty: textOf('empty'),
	full: textOf('full'),
	crowded: textOf('crowded'),
};

const i18n = new I18n({
	load: async () => ok({ player: playerWords, 'player-body': bodyWords }),
	keep: async () => {},
	kept: async () => undefined,
	preferred: ['en'],
});
const ready = i18n.use('en');

const frame = () => new Promise(requestAnimationFrame);
async function until(isThere: () => boolean): Promise<number> {
	while (!isThere()) await frame();
	await frame();
	await frame();
	return performance.now();
}
const buttonOf = (name: string) =>
	[...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);

/** Words of every block of the first page that has some; the first of them is always shown. */
const firstWords = (which: Which): string[] => {
	const { pages, texts } = MADE[which].module;
	return (pages[0]?.blocks ?? []).flatMap((block) => {
		const [first] = blockSlots(block);
		// A picture has its words where only those who do not see it find them.
		return first && block.type !== 'picture' ? [texts[first.key]?.slice(0, first.key.length) ?? ''] : [];
	});
};

let shown: Record<string, unknown> | undefined;
const times: Partial<Opening> = {};

function open(which: Which, pressedAt: number): void {
	const read = kept(TEXTS[which]);
	if (!read.ok) throw new Error(read.error.type);
	shown = mount(Opened, {
		target: document.body,
		props: { i18n, reading: readingOf(read.value, 'en') },
	});
	void until(() => buttonOf(playerWords.start) !== undefined).then((at) => {
		times.start = at - pressedAt;
		buttonOf(playerWords.start)?.addEventListener(
			'click',
			({ timeStamp }) => {
				const words = firstWords(which);
				void until(() => {
					const text = document.querySelector('main')?.textContent ?? '';
					return words.every((word) => text.includes(word));
				}).then((drawn) => {
					times.page = drawn - timeStamp;
				});
			},
			{ once: true },
		);
	});
}

for (const which of ALL) {
	const button = document.createElement('button');
	button.id = which;
	button.textContent = `Open ${which}`;
	button.addEventListener('click', ({ timeStamp }) => {
		open(which, timeStamp);
	});
	document.body.append(button);
}

const bench = {
	ready: () => ready.then(() => true),
	bytes: (which: Which) => TEXTS[which].length,
	times: () => times,
	close: async () => {
		if (shown) await unmount(shown);
		delete times.start;
		delete times.page;
	},
	/** Reading it as it comes from anybody: shape, spelling, words, signature. Milliseconds. */
	verify: async (which: Which) => {
		const bytes = moduleBytes(MADE[which]);
		const from = performance.now();
		const read = await readModule(bytes);
		if (!read.ok) throw new Error(read.error.type);
		return performance.now() - from;
	},
};
export type ModulesBench = typeof bench;
Object.assign(window, { bench });
