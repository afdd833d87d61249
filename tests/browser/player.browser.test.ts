/** A module played in a real browser: every block to its end, gone on with, updated under her, and when nothing can be kept. */
import '../../src/lib/ui/tokens.css';
import '../../src/lib/ui/base.css';
import axe from 'axe-core';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import ar from '$locales/ar/ui/player.json';
import arBody from '$locales/ar/ui/player-body.json';
import en from '$locales/en/ui/player.json';
import enBody from '$locales/en/ui/player-body.json';
import { I18n, provideI18n } from '$platform/i18n';
import { ok } from '$protocol/result';
import type { Page } from '$protocol/module-blocks';
import { EVERY_BLOCK, textsFor, unsignedModule } from '../support/modules';
import { Player, type PlayerHost, type PlayerProps, type Progress } from '$parts/player';

vi.setConfig({ testTimeout: 120_000 });

const PACKS = {
	en: { player: en, 'player-body': enBody },
	ar: { player: ar, 'player-body': arBody },
};
type Language = keyof typeof PACKS;
let i18n: I18n;
const start = async (language: Language = 'en') => {
	i18n = new I18n({
		load: (code) => Promise.resolve(ok(PACKS[code as Language])),
		keep: () => Promise.resolve(),
		kept: () => Promise.resolve(language),
	});
	await i18n.start();
};
beforeEach(async () => {
	await page.viewport(360, 740);
	await start();
});
afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

const readingOf = (
	pages: Page[] = EVERY_BLOCK,
	change: Parameters<typeof unsignedModule>[0] = {},
	language = 'en',
	word?: (key: string) => string,
): PlayerProps['reading'] => {
	const { texts: _texts, ...structure } = unsignedModule({ pages, ...change });
	return { structure, language, texts: textsFor(pages, word) };
};

/** Keeps what it is given, as a phone does; `full` while there is no room. */
class Phone {
	kept: Progress | null = null;
	full = false;
	left = 0;
	readonly host: PlayerHost = {
		leave: () => {
			this.left += 1;
		},
		openHelp: vi.fn(),
		openModule: vi.fn(),
		titleOf: (module) => (module === 'in:slow-breathing' ? 'Slow breathing' : null),
		progress: {
			load: () => Promise.resolve(structuredClone(this.kept)),
			save: (progress) => {
				if (!this.full) this.kept = structuredClone(progress);
				return Promise.resolve(!this.full);
			},
		},
	};
}

const draw = (reading: PlayerProps['reading'], host: PlayerHost) => {
	const Given = (...[anchor, props]: Parameters<typeof Player>) => {
		provideI18n(i18n);
		return Player(anchor, props);
	};
	return render(Given as typeof Player, { reading, host });
};
const button = (key: string) => page.getByRole('button', { name: i18n.t(`player:${key}`), exact: true });
const says = (key: string, params?: Record<string, string | number>) =>
	page.getByText(i18n.t(`player:${key}`, params), { exact: true });
const at = (number: number, of = EVERY_BLOCK.length) =>
	says('where', { page: i18n.number(number), pages: i18n.number(of) });
const heading = (words: string) => page.getByRole('heading', { level: 1, name: words, exact: true });
const named = (words: string) => page.getByRole('button', { name: words, exact: true });

const faults = async () => {
	const { violations } = await axe.run(document.body, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
		resultTypes: ['violations'],
	});
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

/** What she does on each page of EVERY_BLOCK that asks for something. `press` presses the button of that name. */
const DOINGS: Record<string, (press: (name: string) => Promise<void>) => Promise<void>> = {
	p3: async (press) => {
		await press(i18n.t('player:steps.next'));
		await expect.element(page.getByText('Words of b4.i2.')).toBeVisible();
	},
	p8: async (press) => {
		await press('Words of b9.o2.');
		await expect.element(page.getByText('Words of b9.o2.why.')).toBeVisible();
	},
	p9: async (press) => {
		await press('Words of b10.n2.');
		await expect.element(page.getByText('Words of b10.i1.why.')).toBeVisible();
		await expect.element(page.getByText(/fits better here/)).toBeVisible();
	},
	p10: async (press) => {
		await press('Words of b11.o2.');
		await expect.element(says('quiz.wrong')).toBeVisible();
		await press('Words of b11.o1.');
		await expect.element(says('quiz.right')).toBeVisible();
	},
};

const click = async (name: string) => {
	await named(name).first().click();
};

/** With the Tab key, from wherever the focus is, to the button of this name; then Enter. */
const walk = async (name: string) => {
	for (let steps = 0; steps < 60; steps += 1) {
		await userEvent.keyboard('{Tab}');
		const now = document.activeElement;
		const called = now?.getAttribute('aria-label') ?? now?.textContent ?? '';
		if (now?.localName === 'button' && called.trim() === name) {
			await userEvent.keyboard('{Enter}');
			return;
		}
	}
	expect.fail(`The keyboard does not reach “${name}”`);
};

describe.each([
	['by touch', click],
	['by keyboard', walk],
] as const)('every block, %s', (_, press) => {
	it('is played to its end', async () => {
		const phone = new Phone();
		await draw(readingOf(), phone.host);
		await expect.element(heading('Words of title.')).toHaveFocus();
		await press(i18n.t('player:start'));
		for (const [index, { id }] of EVERY_BLOCK.entries()) {
			await expect.element(heading(`Words of ${id}.title.`)).toHaveFocus();
			await expect.element(at(index + 1)).toBeVisible();
			await DOINGS[id]?.(press);
			await press(i18n.t(index === EVERY_BLOCK.length - 1 ? 'player:done' : 'player:next'));
		}
		await expect.element(heading(en.end.read.title)).toHaveFocus();
		expect(phone.kept).toMatchObject({ page: 'p17', done: true, answers: { b11: { chosen: ['o1'] } } });
		await press(i18n.t('player:end.done'));
		expect(phone.left).toBe(1);
	});
});

it.each(['en', 'ar'] as const)('every screen is fit to use (%s)', async (language) => {
	await start(language);
	document.documentElement.lang = language;
	const word = language === 'en' ? undefined : (key: string) => `كلمات ${key.replaceAll('.', ' ')}`;
	const phone = new Phone();
	const people = { author: 'Amina', translator: 'Leïla', reviewers: ['A house'] };
	await draw(readingOf(EVERY_BLOCK, { jurisdiction: 'US', reviewBy: '2026-11-02' }, language, word), {
		...phone.host,
		people,
		drawing: 'breath',
	});
	await expect.element(button('start')).toBeVisible();
	document.querySelector('details')?.setAttribute('open', '');
	expect(await faults()).toEqual([]);
	await button('start').click();
	for (const [index, { id }] of EVERY_BLOCK.entries()) {
		await expect.element(at(index + 1)).toBeVisible();
		for (const answer of document.querySelectorAll<HTMLElement>('[aria-pressed]')) answer.click();
		expect(await faults(), id).toEqual([]);
		await button(index === EVERY_BLOCK.length - 1 ? 'done' : 'next').click();
	}
	await expect.element(button('end.again')).toBeVisible();
	expect(await faults()).toEqual([]);
	document.documentElement.lang = 'en';
});

const TWO: Page[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] },
	{ id: 'p2', blocks: [{ id: 'b2', type: 'reflection', long: true }] },
	{ id: 'p3', blocks: [{ id: 'b3', type: 'text' }] },
];
const toSecond = async () => {
	await button('start').click();
	await button('next').click();
	await expect.element(at(2, 3)).toBeVisible();
};
const field = () => page.getByLabelText('Words of b2.text.');

describe('what she did', () => {
	it('is there again: the page, and what she wrote on it', async () => {
		const phone = new Phone();
		await draw(readingOf(TWO), phone.host);
		await toSecond();
		await field().fill('كلماتي');
		await button('stop').click();
		expect(phone.left).toBe(1);
		await expect.poll(() => phone.kept?.answers).toEqual({ b2: { text: 'كلماتي' } });
		cleanup();
		await draw(readingOf(TWO), phone.host);
		await expect.element(says('opened.title')).toBeVisible();
		await button('goOn').click();
		await expect.element(field()).toHaveValue('كلماتي');
		await button('back').click();
		await expect.element(at(1, 3)).toBeVisible();
		await button('back').click();
		await expect.element(button('start')).toBeVisible();
		await button('back').click();
		expect(phone.left).toBe(2);
	});

	it('is kept while she writes, and at once when the page goes away', async () => {
		const phone = new Phone();
		await draw(readingOf(TWO), phone.host);
		await toSecond();
		await field().fill('a');
		expect(phone.kept?.answers).toEqual({});
		window.dispatchEvent(new Event('pagehide'));
		await expect.poll(() => phone.kept?.answers).toEqual({ b2: { text: 'a' } });
		await field().fill('ab');
		await expect.poll(() => phone.kept?.answers).toEqual({ b2: { text: 'ab' } });
	});

	it('is found again in a new revision, with pages added and taken away', async () => {
		const phone = new Phone();
		await draw(readingOf(TWO), phone.host);
		await toSecond();
		await field().fill('mine');
		await button('stop').click();
		cleanup();
		const [first, second, third] = TWO;
		const added: Page = { id: 'p9', blocks: [{ id: 'b9', type: 'text' }] };
		await draw(readingOf([added, first!, second!, third!], { revision: 2 }), phone.host);
		await button('goOn').click();
		await expect.element(at(3, 4)).toBeVisible();
		await expect.element(field()).toHaveValue('mine');
		cleanup();
		await draw(readingOf([added, first!, third!], { revision: 3 }), phone.host);
		await button('goOn').click();
		await expect.element(at(3, 3)).toBeVisible();
		await expect.poll(() => phone.kept?.answers).toEqual({ b2: { text: 'mine' } });
	});

	it('stays on the screen when it cannot be kept, and can be kept later', async () => {
		const phone = new Phone();
		await draw(readingOf(TWO), phone.host);
		await toSecond();
		phone.full = true;
		await field().fill('not lost');
		await expect.element(says('notKept.progress')).toBeVisible();
		await button('next').click();
		await button('back').click();
		await expect.element(field()).toHaveValue('not lost');
		phone.full = false;
		await button('notKept.again').click();
		await expect.poll(() => phone.kept?.answers).toEqual({ b2: { text: 'not lost' } });
		await expect.element(says('notKept.progress')).not.toBeInTheDocument();
	});

	it('is not kept in a preview, and that is said', async () => {
		const { progress: _progress, ...preview } = new Phone().host;
		await draw(readingOf(TWO), preview);
		await toSecond();
		await expect.element(says('reflection.preview')).toBeVisible();
	});
});

describe('what she is told', () => {
	it('what might be hard comes before anything else, and the age of what may be out of date', async () => {
		await draw(readingOf(TWO, { reviewBy: '2026-01-01', asOf: '2025-01-01' }), new Phone().host);
		await expect.element(says('outdated.title')).toBeVisible();
		await expect.element(page.getByText(/January 1, 2025/).first()).toBeVisible();
		await expect.element(page.getByText('Words of note.')).toBeVisible();
		await expect.element(page.getByText('Words of caution.')).toBeVisible();
	});

	it('words of another language are marked as such, whichever way they are written', async () => {
		await start('en');
		await draw(
			readingOf(TWO, {}, 'ur', (key) => `لفظ ${key}`),
			new Phone().host,
		);
		const summary = page.getByText('لفظ summary');
		await expect.element(summary).toHaveAttribute('lang', 'ur');
		await expect.element(summary).toHaveAttribute('dir', 'rtl');
		await expect.element(summary).toHaveAttribute('translate', 'no');
		await expect.element(page.getByText(/Urdu/)).toBeVisible();
	});

	it('where a link leads, before it is followed; and it is followed without a trace of where from', async () => {
		const opened = vi.spyOn(window, 'open').mockReturnValue(null);
		const word = (key: string) =>
			key === 'b1.text' ? 'See https://example.org/a?b=1 and <b>https://evil.test@x.test</b>' : key;
		await draw(readingOf(TWO, {}, 'en', word), new Phone().host);
		await button('start').click();
		const link = page.getByRole('button', { name: /^example\.org/ });
		await link.click();
		await expect.element(says('link.sees')).toBeVisible();
		await button('link.stay').click();
		expect(opened).not.toHaveBeenCalled();
		await expect.element(link).toHaveFocus();
		await link.click();
		await button('link.go').click();
		expect(opened).toHaveBeenCalledExactlyOnceWith(
			'https://example.org/a?b=1',
			'_blank',
			'noopener,noreferrer',
		);
		expect(document.querySelectorAll('button.link, a, b')).toHaveLength(1);
	});

	it('the way to Help, another module, and that one is not here', async () => {
		const phone = new Phone();
		const pages: Page[] = [
			{ id: 'p1', blocks: [{ id: 'b1', type: 'helpline', country: 'US' }] },
			{
				id: 'p2',
				blocks: [
					{ id: 'b2', type: 'ref', module: 'in:slow-breathing' },
					{ id: 'b3', type: 'ref', module: 'in:not-here' },
					{ id: 'b4', type: 'picture', drawing: 'nothing-of-that-name' },
				],
			},
		];
		await draw(readingOf(pages), phone.host);
		await button('start').click();
		await button('helpline.button').click();
		expect(phone.host.openHelp).toHaveBeenCalledWith('US');
		await button('next').click();
		await named('Slow breathing').click();
		expect(phone.host.openModule).toHaveBeenCalledWith('in:slow-breathing');
		await expect.element(says('ref.missing')).toBeVisible();
		await expect.element(page.getByText('Words of b4.alt.')).toBeVisible();
	});

	it('in a page of its own it takes no focus until it is used, and is no second main part', async () => {
		await draw(readingOf(TWO), { ...new Phone().host, embedded: true });
		await expect.element(heading('Words of title.')).not.toHaveFocus();
		expect(document.querySelector('main')).toBeNull();
		await button('start').click();
		await expect.element(heading('Words of p1.title.')).toHaveFocus();
	});
});
