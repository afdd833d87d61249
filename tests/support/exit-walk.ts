/**
 * One random walk through the app: from somewhere, past whatever presses lead to, out by the exit, and then Back, as
 * somebody would who looks what was there before. The same seed walks the same way, as far as the machine's speed does
 * not matter.
 *
 * What a walk costs is starting: a new profile fetches the whole app once more. So a `Walker` keeps its profiles and
 * opens a new tab for each walk; the set-up phone in it is put back before each.
 */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { answerForSite, exitLink, exitPoint, historyOf } from './exit';
import type { Watch } from './fixtures';
import { bareAddress, PIN, preparedCopy } from './prepared';
import { pasteStorage } from './storage-copy';
import type { Language } from './words';

/** Where she is when she leaves. Each of them in every language, with a network and without. */
export const PLACES = [
	'before the app has come',
	'first screens',
	'at the lock',
	'inside',
	'dialog open',
	'on a cover',
	'behind a cover',
] as const;
type Place = (typeof PLACES)[number];
const WAYS = ['mouse', 'finger', 'key', 'shift'] as const;
type Way = (typeof WAYS)[number];

/** The app asks whether she is still there. */
const IDLE_NOTICE = 155_000;
/** A press that meets a page just being replaced is lost; she presses again. */
const PATIENCE = 4_000;

interface Walked {
	/** What was walked, to be read and to be walked again. */
	walk: string;
	/** How the app was found again; none should be. */
	back: string[];
	/** Presses it took: more than one only where the first met a page that was just being replaced. */
	presses: number;
	/** Whether the browser said what is in the tab's history. */
	read: boolean;
}

/** mulberry32: small, and the same everywhere. */
const chance = (seed: number) => {
	let state = seed;
	return (below: number) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
};
type Chance = ReturnType<typeof chance>;

/** Presses anything that can be pressed, many times, in one go: where it leads does not matter. */
const wander = (page: Page, seed: number, steps: number) =>
	page
		.evaluate(
			async ([start = 0, count = 0]) => {
				for (let step = 0; step < count; step++) {
					const all = [...document.querySelectorAll<HTMLElement>('#app :is(button, input, summary)')];
					const shown = all.filter((one) => one.checkVisibility());
					shown[(start * 31 + step * 7919) % Math.max(1, shown.length)]?.click();
					await new Promise((resolve) => setTimeout(resolve, 60));
				}
			},
			[seed, steps],
		)
		// A press may lock it, which begins the page anew in the middle of the walk.
		.catch(() => undefined);

const LEAVE: Record<Way, (page: Page) => Promise<unknown>> = {
	mouse: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.mouse.click(x, y);
	},
	finger: async (page) => {
		const { x, y } = await exitPoint(page);
		await page.touchscreen.tap(x, y);
	},
	key: async (page) => {
		await exitLink(page).focus({ timeout: PATIENCE });
		await page.keyboard.press('Enter');
	},
	shift: async (page) => {
		for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
	},
};

/** By the field alone, whatever language the walk before has left. */
async function unlock(page: Page): Promise<void> {
	await page.locator('#app input').first().fill(PIN);
	await page.keyboard.press('Enter');
	await page.locator('nav [aria-current]').first().waitFor({ timeout: 60_000 });
}

/** The digit of a phone that says it is a calculator. */
const CALCULATOR = 2;

/** Kinds of profiles; each is made once and walked in again and again. */
type Profile = 'empty' | 'phone' | 'clocked' | 'slow';

export class Walker {
	readonly #profiles = new Map<Profile, Promise<BrowserContext>>();

	constructor(
		readonly browser: Browser,
		readonly url: string,
		readonly watch: Watch,
		readonly language: Language,
	) {}

	async close(): Promise<void> {
		for (const profile of this.#profiles.values()) await (await profile).close();
	}

	/** One walk from there, and what was found of the app afterwards. */
	async walk(place: Place, seed: number): Promise<Walked> {
		const random = chance(seed);
		const way = place === 'on a cover' ? 'shift' : (WAYS[random(WAYS.length)] ?? 'mouse');
		const online = random(5) > 1;
		const walk = `seed ${String(seed)}, ${this.language}: ${place}, ${way}, ${online ? 'online' : 'offline'}`;
		const page = await this.#walked(place, random);
		await page.context().setOffline(!online);
		const presses = await this.#leave(page, way, walk);
		const back: string[] = [];
		const entries = await historyOf(page);
		if (entries === null) {
			// Nothing can be asked of this browser's tabs any more: the next walk has a profile of its own.
			for (const [kind, profile] of this.#profiles)
				if ((await profile) === page.context()) this.#profiles.delete(kind);
			void page
				.context()
				.close()
				.catch(() => undefined);
			return { walk, back, presses, read: false };
		}
		if (entries.some(({ url }) => url.startsWith(this.url))) back.push(`${walk}: in the history`);
		for (let press = 0; press < 2; press++) {
			await page.goBack({ timeout: 5_000 }).catch(() => null);
			if (page.url().startsWith(this.url)) back.push(`${walk}: Back`);
		}
		await page.context().setOffline(false);
		await page.close();
		return { walk, back, presses, read: true };
	}

	async #leave(page: Page, way: Way, walk: string): Promise<number> {
		const away = () => !page.url().startsWith(this.url);
		for (let press = 1; press <= 3; press++) {
			// Locked on the way, she stands before the cover again, which has no button.
			const covered = await page
				.locator('html.disguised')
				.count()
				.catch(() => 0);
			await LEAVE[covered ? 'shift' : way](page).catch(() => undefined);
			const until = Date.now() + PATIENCE;
			while (!away() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
			if (away()) return press;
		}
		throw new Error(`never away: ${walk}`);
	}

	/** A tab that has walked somewhere, whatever it met on the way. */
	async #walked(place: Place, random: Chance): Promise<Page> {
		const isEarly = place === 'before the app has come';
		const isEmpty = place === 'first screens' || (isEarly && random(2) === 0);
		const kind = isEarly ? 'slow' : isEmpty ? 'empty' : place === 'dialog open' ? 'clocked' : 'phone';
		const context = await this.#profile(kind);
		if (!isEmpty) {
			const covered = place === 'on a cover' || place === 'behind a cover';
			const phone = await preparedCopy(this.url, this.language, covered ? CALCULATOR : undefined);
			const [beside] = context.pages();
			await beside?.evaluate(pasteStorage, phone);
		}
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		if (isEarly) {
			await page.route('**/_app/**/*.js', async (route) => {
				const fate = random(3);
				if (fate === 0) await route.abort();
				// Else it never comes, or comes.
				if (fate === 2) await route.continue();
			});
			await page.goto(this.url, { waitUntil: 'commit' });
			await page.locator('#quick-exit').waitFor();
			return page;
		}
		await page.goto(this.url);
		if (place === 'on a cover' || place === 'behind a cover') {
			await page.locator('output').waitFor();
			if (place === 'on a cover') {
				for (let press = random(6); press > 0; press--) await page.keyboard.press('7');
				return page;
			}
			for (const key of `${PIN}=`) await page.keyboard.press(key);
			await page.locator('nav [aria-current]').first().waitFor({ timeout: 60_000 });
		} else {
			await page.getByRole('heading', { level: 1 }).first().waitFor();
			if (place === 'inside' || place === 'dialog open') await unlock(page);
		}
		await wander(page, random(10_000), random(12));
		if (place === 'dialog open') {
			await page.clock.fastForward(IDLE_NOTICE);
			await page.locator('#quick-exit').waitFor();
		}
		return page;
	}

	#profile(kind: Profile): Promise<BrowserContext> {
		const made =
			this.#profiles.get(kind) ??
			(async () => {
				const context = await this.browser.newContext({
					locale: this.language,
					hasTouch: true,
					viewport: { width: 360, height: 740 },
					// Whoever waits for scripts waits for the network, not for what is kept.
					serviceWorkers: kind === 'slow' ? 'block' : 'allow',
				});
				await this.watch(context);
				await answerForSite(context);
				if (kind === 'clocked') await context.clock.install();
				// Nothing of the app runs in this one; through it the phone is put back.
				await (await context.newPage()).goto(bareAddress(this.url));
				return context;
			})();
		this.#profiles.set(kind, made);
		return made;
	}
}

/**
 * One walk in a window of its own: it closes; where the browser refuses that, it is blank or shows the cover, and nothing
 * that was open. Ends with everything closed.
 */
export async function walkInWindow(
	profile: string,
	url: string,
	watch: Watch,
	language: Language,
	seed: number,
): Promise<Walked> {
	const random = chance(seed);
	const way = WAYS[random(WAYS.length)] ?? 'mouse';
	const online = random(3) > 0;
	const place =
		(['first screens', 'at the lock', 'inside', 'behind a cover'] as const)[random(4)] ?? 'inside';
	// A page of ours never makes a past; a person who typed an address did, and then a window may not close itself.
	const withPast = random(3) === 0;
	const walk = `seed ${String(seed)}, ${language}: app window, ${place}, ${way}, ${online ? 'online' : 'offline'}${withPast ? ', with a past' : ''}`;
	const app = await chromium.launchPersistentContext(profile, {
		...config.use?.launchOptions,
		viewport: null,
		hasTouch: true,
		locale: language,
		args: [...(config.use?.launchOptions?.args ?? []), `--app=${url}/${withPast ? 'healthz' : ''}`],
	});
	try {
		await watch(app);
		const page = app.pages()[0] ?? (await app.waitForEvent('page'));
		page.setDefaultTimeout(30_000);
		const beside = await app.newPage();
		await beside.goto(bareAddress(url));
		if (place !== 'first screens') {
			const look = place === 'behind a cover' ? CALCULATOR : undefined;
			await beside.evaluate(pasteStorage, await preparedCopy(url, language, look));
		}
		await beside.goto('about:blank');
		if (withPast) await page.goto(url);
		else await page.reload();
		if (place === 'behind a cover') {
			await page.locator('output').waitFor();
			for (const key of `${PIN}=`) await page.keyboard.press(key);
			await page.locator('nav [aria-current]').first().waitFor({ timeout: 60_000 });
		} else {
			await page.getByRole('heading', { level: 1 }).first().waitFor();
			if (place === 'inside') await unlock(page);
		}
		await wander(page, random(10_000), random(12));
		await app.setOffline(!online);
		const kept = () =>
			page.evaluate(() => {
				const { classList } = document.documentElement;
				const bare = classList.contains('gone') && !document.getElementById('app');
				return location.protocol !== 'about:' && !bare && !classList.contains('disguised');
			});
		let presses = 0;
		let open = true;
		while (open && presses < 3) {
			presses += 1;
			const covered =
				!page.isClosed() &&
				(await page
					.locator('html.disguised')
					.count()
					.catch(() => 0)) > 0;
			await LEAVE[covered ? 'shift' : way](page).catch(() => undefined);
			const until = Date.now() + PATIENCE;
			while (open && Date.now() < until) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				open = !page.isClosed() && (await kept().catch(() => true));
			}
		}
		const back: string[] = [];
		if (open) back.push(`${walk}: still open`);
		if (!page.isClosed()) {
			if (!withPast && page.url().startsWith(url)) back.push(`${walk}: not closed`);
			if ((await page.locator('nav [aria-current]').count()) > 0) back.push(`${walk}: what was open is seen`);
		}
		return { walk, back, presses, read: true };
	} finally {
		await app.close();
	}
}
