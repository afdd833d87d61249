/**
 * The relay is blind: a whole story of real people over the real relay, then everything it keeps is searched for them: their
 * names, their words, the tokens of their logs, the address they came from; as text, as UTF-16, as base64 in each of its
 * three alignments, as hex, as raw bytes. What one may find, a body put in clear and the id of a log, is found: the search
 * does search. What the process prints is searched in tests/e2e/relay.spec.ts and relay-postgres.spec.ts.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outgoing } from '../../src/lib/protocol/messages';
import { openLibsqlStore, openPgStore, type Store } from '../../src/lib/server/relay';
import { paired, World, type Device } from '../support/channel-world';
import { figure } from '../support/figure';
import { startPostgres, type TestPostgres } from '../support/postgres';

const ADDRESS = '192.0.2.7';
const NAME = 'Margarethe Blindenkuh';
const LABEL = 'Rosalind Quillfeather';
const WORDS = [
	'the blue door behind the bakery',
	'والباب الأزرق خلف المخبز',
	'mi hermana vive en Valparaíso',
];
/** Put in clear, each in another way, so that they are found. */
const CONTROLS: [string, (text: string) => Buffer][] = [
	['the first control word', (text) => Buffer.from(text)],
	['the second control word', (text) => Buffer.from(text, 'utf16le')],
	['the third control word', (text) => Buffer.from(Buffer.from(`x${text}yz`).toString('base64'))],
	['the fourth control word', (text) => Buffer.from(Buffer.from(text).toString('hex'))],
];

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.close(), 60_000);

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

/** All the ways in which these bytes might stand somewhere. */
function forms(bytes: Buffer): Buffer[] {
	// Base64 of something in the middle of something else: without the ends, which depend on the neighbours.
	const aligned = [0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.slice(before === 0 ? 0 : 4, -4),
	);
	const base64 = aligned.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
	return [bytes, ...[...base64, bytes.toString('hex')].map((text) => Buffer.from(text))];
}
const ofText = (text: string) => [...forms(Buffer.from(text)), ...forms(Buffer.from(text, 'utf16le'))];
const ofToken = (token: string) => [Buffer.from(token), ...forms(Buffer.from(token, 'base64url'))];

const filesIn = (folder: string): Buffer[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name)));

/** Two people meet, write to each other and share something; a phone hands itself over to another. All tokens they used. */
async function story(world: World, log: (id: string) => void): Promise<Set<string>> {
	const tokens = new Set<string>();
	const watch = (device: Device) => {
		device.weather = (request) => {
			const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
			if (bearer !== undefined) tokens.add(bearer);
			if (request.method === 'POST')
				void request
					.clone()
					.text()
					.then((body) => {
						for (const [, token] of body.matchAll(/"token":"([\w-]{43})"/g)) tokens.add(token ?? '');
						for (const [, id] of body.matchAll(/"id":"([\w-]{22})"/g)) log(id ?? '');
					});
			return 'fine';
		};
	};
	const phone = await world.device();
	watch(phone);
	const worker = await world.worker(NAME);
	watch(worker);
	const ids = await paired(worker, phone);
	const send = async (from: Device, to: Device, outgoing: Outgoing) => {
		const sent = await from.channel.send(from === worker ? ids.worker : ids.phone, outgoing);
		if (!sent.ok) throw new Error(sent.error.type);
		const { id } = sent.value;
		await to.until('it came', ({ messages }) => messages.some((one) => one.id === id), 60_000);
	};
	for (const text of WORDS) {
		await send(phone, worker, { type: 'text', body: { text, language: 'en' } });
		await send(worker, phone, { type: 'text', body: { text: `${LABEL}: ${text}`, language: 'en' } });
	}
	await send(phone, worker, {
		type: 'share',
		body: { title: WORDS[0] ?? '', text: WORDS[1] ?? '', language: 'es' },
	});

	const [transfer, write, read, admin] = [random(16), random(32), random(32), random(32)];
	for (const token of [write, read, admin]) tokens.add(token);
	const hash = (token: string) =>
		createHash('sha256').update(Buffer.from(token, 'base64url')).digest('base64url');
	const asked = (method: string, path: string, headers: Record<string, string>, body: string | Buffer) =>
		world.answer(
			new Request(`http://relay.test/api/relay${path}`, { method, headers, body: body as BodyInit }),
		);
	const hashes = { writeTokenHash: hash(write), readTokenHash: hash(read), adminTokenHash: hash(admin) };
	const json = { 'content-type': 'application/json' };
	const opened = await asked('POST', '/transfers', json, JSON.stringify({ id: transfer, ...hashes }));
	expect(opened.status).toBe(201);
	const bytes = { 'content-type': 'application/octet-stream', authorization: `Bearer ${write}` };
	for (const body of [randomBytes(60_000), ...CONTROLS.map(([text, put]) => put(text))])
		expect((await asked('PUT', `/logs/${transfer}/items/${random(32)}`, bytes, body)).status).toBe(201);
	log(transfer);
	return tokens;
}

const STORES: { name: string; open: () => Promise<{ store: Store; kept: () => Promise<Buffer[]> }> }[] = [
	{
		name: 'embedded',
		open: () => {
			const folder = mkdtempSync(join(tmpdir(), 'rosebay-blind-'));
			afterAll(() => {
				rmSync(folder, { recursive: true });
			});
			const store = openLibsqlStore({ path: join(folder, 'relay.sqlite') });
			return Promise.resolve({ store, kept: () => Promise.resolve(filesIn(folder)) });
		},
	},
	{
		name: 'PostgreSQL',
		open: async () => {
			const url = await postgres.database();
			const kept = async () => {
				await postgres.ask(url, 'CHECKPOINT');
				return filesIn(join(postgres.folder, 'data'));
			};
			return { store: await openPgStore({ url }), kept };
		},
	},
];

for (const { name, open } of STORES) {
	test(`${name}: nothing of anybody is in what the relay keeps, and what was put in clear is found`, async () => {
		const { store, kept } = await open();
		const world = new World([], store);
		const logs = new Set<string>();
		const tokens = await story(world, (id) => logs.add(id));
		expect(tokens.size).toBeGreaterThan(7);
		const secrets: [string, Buffer[]][] = [
			...[NAME, LABEL, 'Margarethe', 'Quillfeather', ...WORDS, 'bakery', 'Valparaíso', ADDRESS].map(
				(text): [string, Buffer[]] => [text, ofText(text)],
			),
			...[...tokens].map((token): [string, Buffer[]] => ['a token', ofToken(token)]),
		];
		const search = async () => {
			const files = await kept();
			const has = (looked: Buffer[]) => looked.some((form) => files.some((file) => file.includes(form)));
			for (const [text] of CONTROLS) expect(has(ofText(text)), text).toBe(true);
			expect([...logs].some((id) => has([Buffer.from(id)]))).toBe(true);
			return secrets.filter(([, looked]) => has(looked)).map(([text]) => text);
		};
		const found = await search();
		await world.sweep();
		found.push(...(await search()));
		await world.close();
		found.push(...(await search()));
		figure(
			`blindness, ${name}: names, words, tokens, addresses found in what the relay keeps`,
			`${String(found.length)} of ${String(secrets.length)} looked for`,
			'0',
		);
		expect(found).toEqual([]);
	}, 300_000);
}
