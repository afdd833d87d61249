/**
 * The vault on a real disk, its process killed with SIGKILL before every step of a save, of the first making and of a
 * migration. Each time the vault is then opened again, in the same browser when only the page's process was killed, in a
 * new browser when the whole of it was. What was there before or what was being written: never neither, never half.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { figure } from '../support/figure';
import { pageOf } from '../support/page-of';
import type { Kit } from '../support/vault-halts/page';

// Apart from one another, and among the last to start: one after the other they would hold up the end.
test.describe.configure({ mode: 'parallel', timeout: 300_000 });

type Victim = 'page' | 'browser';
type Halting = (page: Page, halt: number) => Promise<unknown>;

let served: { url: string; close: () => void };

test.beforeAll(async () => {
	served = await pageOf('tests/support/vault-halts/page.ts');
});
test.afterAll(() => {
	served.close();
});

declare const kit: Kit;

/** One profile on the disk, and the browser over it, which can be killed and started again. */
class Phone {
	readonly #profile = mkdtempSync(join(tmpdir(), 'rosebay-killed-'));
	readonly #launch: { executablePath?: string; args?: string[] };
	#context: BrowserContext | undefined;
	#page: Page | undefined;

	constructor(launch: { executablePath?: string; args?: string[] }) {
		this.#launch = launch;
	}

	async page(): Promise<Page> {
		this.#context ??= await chromium.launchPersistentContext(this.#profile, this.#launch);
		if (!this.#page) {
			// A browser that was killed a moment ago sometimes loses its first tab again.
			const context = this.#context;
			this.#page = await context.newPage().catch(() => context.newPage());
			await this.#page.goto(served.url);
			await this.#page.waitForFunction(() => 'kit' in window);
		}
		return this.#page;
	}

	/** Begins, waits until the vault stands still, and kills. Resolves to the name of the step it stood before. */
	async killedAt(halt: number, victim: Victim, begin: Halting): Promise<string> {
		const page = await this.page();
		const halted = page.waitForEvent('console', (line) => line.text().startsWith('halted '));
		begin(page, halt).catch(() => undefined);
		const name = (await halted).text().slice('halted '.length);
		await this.#kill(victim);
		return name;
	}

	async #kill(victim: Victim): Promise<void> {
		const context = this.#context;
		const page = this.#page;
		const browser = context?.browser();
		if (!context || !page || !browser) throw new Error('No browser to kill');
		const gone = victim === 'page' ? page.waitForEvent('crash') : context.waitForEvent('close');
		if (victim === 'page') {
			// This page's own process alone, from inside and at once: the browser keeps a spare one for the next page.
			const devtools = await context.newCDPSession(page);
			devtools.send('Page.crash').catch(() => undefined);
			await gone;
			await page.close();
		} else {
			const devtools = await browser.newBrowserCDPSession();
			const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
			for (const { id, type } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
			await gone;
			this.#context = undefined;
		}
		this.#page = undefined;
	}

	async end(): Promise<void> {
		await this.#context?.close();
		rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

const phones: Phone[] = [];
const newPhone = (launch: { executablePath?: string; args?: string[] }) => {
	const phone = new Phone(launch);
	phones.push(phone);
	return phone;
};
test.afterEach(async () => {
	for (const phone of phones.splice(0)) await phone.end();
});

const opened = async (phone: Phone, schema = 1) => {
	const page = await phone.page();
	const { damagedRows } = await page.evaluate((version) => kit.enter({ schema: version }), schema);
	expect(damagedRows).toBe(0);
	return page;
};

test('killed before every step of a save: the old record or the new one, whole', async ({
	launchOptions,
}) => {
	const phone = newPhone(launchOptions);
	const page = await opened(phone);
	await page.evaluate(() => kit.save(0));
	let now = 1;
	const steps = await page.evaluate((at) => kit.save(at), now);
	expect(steps).toEqual(
		expect.arrayContaining(['encrypt', 'transaction', 'put', 'delete', 'commit', 'complete']),
	);
	let neither = 0;
	let renewed = 0;
	let kills = 0;
	// The browser's own process matters from where the disk is asked for something: before that it knows nothing.
	for (const victim of ['page', 'browser'] as const) {
		const from = victim === 'page' ? 0 : steps.indexOf('transaction');
		for (let index = from; index < steps.length; index++) {
			kills += 1;
			const next = now + 1;
			const before = await phone.killedAt(index + 1, victim, (one, halt) =>
				one.evaluate(([at, stop]) => kit.save(at, stop), [next, halt] as const),
			);
			const found = await (await opened(phone)).evaluate(() => kit.found());
			const [one, other] = found.map(({ at }) => at);
			const whole = found.length === 2 && one === other && (one === now || one === next);
			expect.soft({ before, victim, found, whole }).toMatchObject({ whole: true });
			if (!whole) neither += 1;
			if (one === next) renewed += 1;
			now = one ?? now;
		}
	}
	const told = `${String(neither)} of ${String(kills)} kills, ${String(renewed)} left the new one`;
	figure('killed at every step of a save: neither record', told, '0');
	expect(neither).toBe(0);
	expect(renewed).toBeGreaterThan(0);
});

test('killed before every step of making it: no vault, or an empty one that opens', async ({
	launchOptions,
}) => {
	const phone = newPhone(launchOptions);
	const steps = await (await opened(phone)).evaluate(() => kit.steps());
	expect(steps).toEqual(expect.arrayContaining(['clear', 'commit', 'write', 'flush']));
	for (const index of steps.keys()) {
		await (await phone.page()).evaluate(() => kit.wipe());
		await phone.killedAt(index + 1, 'page', (page, halt) =>
			page.evaluate((stop) => kit.enter({ halt: stop }), halt),
		);
		const page = await opened(phone);
		expect(await page.evaluate(() => kit.found())).toEqual([]);
		await page.evaluate(() => kit.save(1));
	}
	figure(
		'killed at every step of making a vault: not usable after',
		`0 of ${String(steps.length)} kills`,
		'0',
	);
});

test('killed before every step of a migration: each record is carried over, once', async ({
	launchOptions,
}) => {
	const phone = newPhone(launchOptions);
	await (await opened(phone)).evaluate(() => kit.save(7));
	const steps = await (await opened(phone, 2)).evaluate(() => kit.steps());
	expect(steps).toEqual(expect.arrayContaining(['flush', 'decrypt', 'encrypt', 'commit', 'complete']));
	const from = steps.indexOf('encrypt');
	for (let index = from; index < steps.length; index++) {
		const schema = index - from + 3;
		await phone.killedAt(index + 1, 'page', (page, halt) =>
			page.evaluate(([version, stop]) => kit.enter({ schema: version, halt: stop }), [schema, halt] as const),
		);
		const found = await (await opened(phone, schema)).evaluate(() => kit.found());
		expect(found).toEqual([
			{ at: 7, schema },
			{ at: 7, schema },
		]);
	}
	figure(
		'killed at every step of a migration: lost or carried twice',
		`0 of ${String(steps.length - from)} kills`,
		'0',
	);
});
