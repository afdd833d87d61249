/**
 * Every parser that reads what somebody else may have written: 10^4 cases each in CI, 10^5 with
 * ROSEBAY_PROPERTY_RUNS=100000, without a crash and without a hang. Modules have modules.property.test.ts. Not built yet: HSDS.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesToBase64url, bytesToKey, randomBytes, randomKey, utf8 } from '$platform/crypto';
import { decodeCode, encodeCode, formatCode } from '$protocol/code';
import { padContent, unpadContent } from '$protocol/envelope';
import { padInviteName, unpadInviteName } from '$protocol/invite';
import { parsePairing, pairingToQr } from '$protocol/pairing';
import { PROBLEMS, problemSchema } from '$protocol/relay';
import { openEnvelope, parseMessage, sealEnvelope } from '../../src/lib/platform/channel/envelope';
import { createGroup, createIdentity, encrypt, receive } from '../../src/lib/platform/channel/group';
import { qrCells, scanFrame } from '../../src/lib/platform/channel/qr';
import { parseCalendar } from '../../src/lib/platform/calendar/parse';
import { lookAt } from '../../src/lib/platform/moving/backup';
import { contentToStream, streamToContent } from '../../src/lib/platform/moving/format';
import { contentToPiece, openRow, sealRow, segmentToPieces } from '../../src/lib/platform/vault/row-format';
import { SealedList } from '../../src/lib/platform/vault/list';
import { bytesToSegment, segmentToBytes } from '../../src/lib/platform/vault/segment';
import { bytesToSlotsPage, slotsPageToBytes } from '../../src/lib/platform/vault/slots-format';
import {
	openBody,
	newLog,
	random,
	testRelay,
	type TestRelay,
} from '../../src/lib/server/relay/relay.support';
import { LONG, spoiledBytes, spoiledJson, spoiledText, withstands } from '../support/parsers';

const seed = randomBytes(15);
const code = formatCode(encodeCode(seed));
const qr = pairingToQr(seed, randomBytes(32));

test(
	'codes, typed and scanned',
	async () => {
		await withstands('code', spoiledText(code, code.toLowerCase()), (text) => {
			const read = decodeCode(text);
			expect(read === null || read.length === 15).toBe(true);
		});
		await withstands('QR text', spoiledText(qr, code, 'RB1:'), (text) => {
			const read = parsePairing(text);
			expect(read === null || read.seed.length === 15).toBe(true);
		});
	},
	LONG,
);

test(
	'pictures of QR codes',
	async () => {
		const cells = qrCells(code.slice(0, 12));
		const side = cells.length + 8;
		const frame = (flips: number[], scale: number): ImageData => {
			const size = side * scale;
			const data = new Uint8ClampedArray(size * size * 4).fill(255);
			const spoilt = new Set(flips.map((flip) => flip % (side * side)));
			for (let y = 0; y < size; y += 1)
				for (let x = 0; x < size; x += 1) {
					const [cx, cy] = [Math.floor(x / scale), Math.floor(y / scale)];
					const dark = (cells[cy - 4]?.[cx - 4] ?? false) !== spoilt.has(cy * side + cx);
					if (dark) data.fill(20, (y * size + x) * 4, (y * size + x) * 4 + 3);
				}
			return { data, width: size, height: size, colorSpace: 'srgb' };
		};
		const frames = fc.tuple(fc.array(fc.nat(), { maxLength: 200 }), fc.constantFrom(2, 3));
		await withstands('QR picture', frames, async ([flips, scale]) => {
			const read = await scanFrame(frame(flips, scale));
			expect(read === null || typeof read === 'string').toBe(true);
		});
	},
	LONG,
);

test(
	'names in invites',
	async () => {
		await withstands(
			'invite',
			spoiledBytes(padInviteName('Mariam, Harbour House'), padInviteName('مريم')),
			(bytes) => {
				const name = unpadInviteName(bytes);
				expect(name === null || typeof name === 'string').toBe(true);
			},
		);
	},
	LONG,
);

test(
	'calendar files: each event that is there is found or reported, whatever happened to the file',
	async () => {
		const zone = [
			'BEGIN:VTIMEZONE',
			'TZID:Own',
			'BEGIN:STANDARD',
			'DTSTART:16010101T000000',
			'TZOFFSETFROM:+0100',
		];
		const good = [
			'BEGIN:VCALENDAR',
			...zone,
			'TZOFFSETTO:+0100',
			'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
			'END:STANDARD',
			'END:VTIMEZONE',
			'BEGIN:VEVENT',
			'UID:1',
			'SUMMARY;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 =',
			'and cake',
			'DTSTART;TZID=Own:20260301T090000',
			'DURATION:P1DT2H',
			'RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101',
			'EXDATE;VALUE=DATE:20260401,20260501',
			'RDATE;VALUE=PERIOD:20260310T090000Z/PT1H',
			'BEGIN:VALARM',
			'TRIGGER:-PT15M',
			'END:VALARM',
			'END:VEVENT',
			'BEGIN:VEVENT',
			'UID:1',
			'RECURRENCE-ID;TZID="(UTC+01:00) Amsterdam":20260327T090000',
			'DTSTART;TZID=W. Europe Standard Time:20260328T09',
			' 0000',
			'END:VEVENT',
			'END:VCALENDAR',
		];
		const files = spoiledBytes(
			utf8(good.join('\r\n')),
			utf8(good.join('\n')),
			utf8(good.toReversed().join('\r')),
			utf8(`${good.slice(9, 14).join('\n')}\n`.repeat(20)),
		);
		await withstands('calendar file', files, (bytes) => {
			const { events, problems } = parseCalendar(bytes);
			// Lines of their own, however they end: what a fold or a quoted line swallowed is text.
			const begun = events.length + problems.filter(({ lost }) => lost).length;
			const said = [
				...Buffer.from(bytes)
					.toString('latin1')
					.matchAll(/begin\s*[:;]\s*vevent/gi),
			].length;
			expect(begun).toBeLessThanOrEqual(said);
			expect(new Set(events.map(({ line }) => line)).size).toBe(events.length);
		});
		const whole = fc.array(
			fc.constantFrom(...good, 'BEGIN:VEVENT', 'END:VEVENT', 'END:VALARM', 'METHOD:CANCEL'),
			{
				maxLength: 60,
			},
		);
		await withstands('calendar lines', whole, (lines) => {
			const text = lines.filter((line) => !/^( |SUMMARY|and cake)/.test(line)).join('\r\n');
			const { events, problems } = parseCalendar(utf8(text));
			const lost = problems.filter((problem) => problem.lost);
			expect(events.length + lost.length).toBe(text.split('BEGIN:VEVENT').length - 1);
			expect(lost.filter(({ line }) => events.some((event) => event.line === line))).toEqual([]);
		});
	},
	LONG,
);

describe('the channel', () => {
	const key = bytesToKey(randomBytes(32));
	const place = { log: bytesToBase64url(randomBytes(16)), mid: bytesToBase64url(randomBytes(32)) };
	const id = bytesToBase64url(randomBytes(16));
	const head = { v: 1, id, sentAt: '2026-11-22T05:00:00.000Z' };
	const appointment = {
		appointment: id,
		sequence: 0,
		template: 'health',
		startsAt: '2026-11-22T05:00:00.000Z',
		zone: 'Europe/London',
		place: '',
		note: '',
	};

	test(
		'envelopes and what is in them',
		async () => {
			const sealed = await sealEnvelope(key, place, 1, utf8('words'));
			await withstands('envelope', spoiledBytes(sealed), async (bytes) => {
				await openEnvelope(key, place, bytes);
			});
			await withstands('padding', spoiledBytes(padContent(1, utf8('words'))), (bytes) => {
				unpadContent(bytes);
			});
		},
		LONG,
	);

	test(
		'messages',
		async () => {
			const messages = spoiledJson(
				{ ...head, type: 'appointment', body: appointment },
				{ ...head, type: 'reply', body: { appointment: id, sequence: 0, reply: 'coming' } },
				{ ...head, type: 'receipt', body: { received: [id] } },
				appointment,
			).map((value) => {
				const isBody = typeof value === 'object' && value !== null && 'template' in value;
				return utf8(JSON.stringify(isBody ? { ...head, type: 'appointment', body: value } : value));
			});
			await withstands('message', fc.oneof(messages, spoiledBytes(utf8('{"v":1}'))), (bytes) => {
				const message = parseMessage(new Uint8Array(bytes));
				if (message) expect(Object.keys(message).sort()).toEqual(['body', 'id', 'sentAt', 'type', 'v']);
			});
			expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		},
		LONG,
	);

	test(
		'MLS messages',
		async () => {
			const identity = await createIdentity();
			const state = await createGroup(identity, randomBytes(16), Date.now());
			const own = await encrypt(state, utf8('words'));
			const bytes = 'message' in own ? (own.message as Uint8Array) : Uint8Array.of(0, 1, 0, 2);
			await withstands('MLS', spoiledBytes(bytes, Uint8Array.of(0, 1, 0, 2, 16)), async (one) => {
				const { kind } = await receive(state, one, [identity.publicKey]);
				// Never `foreign`, which ends a conversation: nobody outside of it may be able to.
				expect(['unreadable', 'future', 'message', 'stale']).toContain(kind);
			});
		},
		LONG,
	);
});

describe('the vault', () => {
	const sealing = { key: randomKey(), use: 'records', compartment: randomBytes(16) } as const;

	test(
		'slots',
		async () => {
			const page = await slotsPageToBytes({
				version: 2,
				params: { memory: 19_456, iterations: 2, parallelism: 1 },
				salt: randomBytes(16),
				generation: 3,
				tries: 2,
				waitLeft: 0,
				slots: Array.from({ length: 4 }, () => randomBytes(256)),
				notes: Array.from({ length: 4 }, () => randomBytes(256)),
			});
			await withstands('slots', spoiledBytes(page), (bytes) => bytesToSlotsPage(bytes));
		},
		LONG,
	);

	test(
		'rows, lists and segments',
		async () => {
			const segment = await segmentToBytes({
				collection: 'a',
				serial: 1,
				records: new Map([['1', '{"a":1}']]),
			});
			const [piece] = segmentToPieces(randomBytes(16), segment);
			const row = await sealRow(sealing, randomBytes(16), 1, piece ?? new Uint8Array());
			await withstands('row', spoiledBytes(row.sealed), async (sealed) => {
				await openRow(sealing, { ...row, sealed }, 1);
			});
			await withstands('piece', spoiledBytes(piece ?? new Uint8Array()), (content) =>
				contentToPiece(content),
			);
			await withstands('segment', spoiledBytes(segment), (bytes) => bytesToSegment(bytes));
			const list = new SealedList(sealing.key, sealing.compartment);
			const [page] = await list.toRows({ serial: 1, schema: 1, rows: [randomBytes(16)] });
			const id = Buffer.from(page?.id ?? []).toString('base64url');
			await withstands('list', spoiledBytes(page?.sealed ?? new Uint8Array()), (sealed) =>
				list.fromRows(new Map([[id, { ...row, ...page, sealed }]])),
			);
		},
		LONG,
	);
});

describe('a backup', () => {
	const read = (stream: ReadableStream<Uint8Array>) => new Response(stream as BodyInit).arrayBuffer();

	test(
		'outside and inside',
		async () => {
			const line = (length: number) => 'A'.repeat(length);
			const header = `age-encryption.org/v1\n-> scrypt ${line(22)} 16\n${line(43)}\n--- ${line(43)}\n`;
			await withstands('backup file', spoiledBytes(utf8(header)), (bytes) => lookAt(new Blob([bytes])));
			const records = [{ collection: 'notes', id: 'a', value: { text: 'one' } }];
			const right = new Uint8Array(await read(contentToStream({ schema: 1, madeOn: '2026-11-22', records })));
			const inside = spoiledBytes(right.slice(0, 200), utf8('ROSEBAY\u0001'));
			await withstands('backup content', inside, (bytes) => streamToContent(new Blob([bytes]).stream(), 1));
		},
		LONG,
	);
});

describe('the relay', () => {
	let relay: TestRelay;
	beforeAll(async () => {
		const fast = { burst: 1e9, perSecond: 1e9 };
		relay = await testRelay({ perAddress: fast, writes: fast, reads: fast });
	});
	afterAll(() => relay.destroy());

	test(
		'answers anything with what its description names, never with a failure',
		async () => {
			const log = await relay.openLog();
			const token = fc.oneof(
				fc.constantFrom(relay.staff, log.read, log.write, log.admin, undefined),
				fc.string({ unit: 'grapheme-ascii', maxLength: 50 }).map((text) => text.trim()),
			);
			const part = fc.oneof(
				fc.constantFrom(log.id, random(16), random(32), '..', '%', '%00', '%F0%9F', 'items'),
				fc.webSegment(),
			);
			const path = fc.oneof(
				fc.constantFrom(
					'/poll',
					'/logs',
					'/staff',
					'/openapi.json',
					`/logs/${log.id}/ack`,
					`/logs/${log.id}`,
				),
				part.map((mid) => `/logs/${log.id}/items/${mid}`),
				fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
			);
			const json = spoiledJson(
				{ logs: [{ id: log.id, after: 0, token: log.read }], wait: 0 },
				openBody(newLog()),
				{ slot: 0, seq: 1 },
				{ lookup: random(16) },
			).map((value) => {
				// A poll may wait 25 s for something to come, which is no hang.
				if (typeof value === 'object' && value !== null && 'wait' in value) return { ...value, wait: 0 };
				return value;
			});
			const body = fc.oneof(
				json.map((value) => ({ json: value })),
				spoiledBytes(utf8('{"logs":[]}')).map((bytes) => ({ bytes })),
				spoiledBytes(utf8('{"logs":[]}')).map((bytes) => ({ bytes, type: 'application/json' })),
				fc.constant({}),
			);
			const call = fc.record({
				method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
				path,
				token,
				body,
			});
			const known = new Set<string>(PROBLEMS.map((name) => `urn:rosebay:${name}`));
			await withstands('relay API', call, async ({ method, path: where, token: bearer, body: content }) => {
				const has = method !== 'GET' && Object.keys(content).length > 0;
				const answer = await relay.call(method, where, { token: bearer, ...(has ? content : {}) });
				expect(answer.status).toBeLessThan(500 + 8);
				expect([500, 503]).not.toContain(answer.status);
				if (answer.status < 400) return;
				expect(answer.headers.get('content-type')).toContain('application/problem+json');
				const problem = problemSchema.parse(await answer.json());
				expect(known).toContain(problem.type);
			});
			expect(relay.failures).toEqual([]);
		},
		LONG,
	);

	test('a digest of what a fuzzed call left behind is a store that still answers', async () => {
		const log = await relay.openLog();
		const body = randomBytes(100);
		expect((await relay.put(log, body)).status).toBe(201);
		const { items } = await relay.poll([log]);
		expect(
			items.map((item) => createHash('sha256').update(Buffer.from(item.body, 'base64url')).digest('hex')),
		).toEqual([createHash('sha256').update(body).digest('hex')]);
	});
});
