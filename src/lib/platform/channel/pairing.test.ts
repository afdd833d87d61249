import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { base64urlToBytes, bytesToBase64url, randomBytes } from '$platform/crypto';
import { parsePairing, pairingToQr } from '$protocol/pairing';
import { comparing, paired, World, type Device } from '../../../../tests/support/channel-world';
import { deriveRendezvous, sealItem } from './pairing';
import type { ChannelState } from './contract';

let world: World;
let worker: Device;
let phone: Device;
beforeEach(async () => {
	world = new World();
	worker = await world.worker('Amina');
	phone = await world.device();
});
afterEach(() => world.close());

const offering = ({ pairing }: ChannelState) => (pairing.step === 'offering' ? pairing : null);
const failure = ({ pairing }: ChannelState) => (pairing.step === 'failed' ? pairing.error.type : null);

async function offered(): Promise<{ code: string; qr: string }> {
	expect(await worker.channel.offer('R.')).toEqual({ ok: true, value: null });
	return worker.until('a code', offering);
}

/** Nothing of the conversation on this device's shelf; its own identity may stay. */
function expectForgotten(device: Device): void {
	expect(device.shelf.dump()).not.toMatch(/^(conversations|groups|messages|outbox|pairing)\//m);
	expect(device.state?.conversations).toEqual([]);
}

describe('two people meet', () => {
	for (const way of ['scanned', 'typed'] as const) {
		it(`by a ${way} code: the digits agree, both say so, and the conversation is open`, async () => {
			const { code, qr } = await offered();
			const text = way === 'scanned' ? qr : ` ${code.toLowerCase().replaceAll('-', ' ')} `;
			expect(await phone.channel.join(text)).toEqual({ ok: true, value: null });
			const [mine, hers] = await Promise.all([
				worker.until('digits', comparing),
				phone.until('digits', comparing),
			]);
			expect(mine.digits).toMatch(/^[0-9]{6}$/);
			expect(hers.digits).toBe(mine.digits);

			await worker.channel.compare(mine.conversation, true);
			await phone.until('that the worker agrees', (state) => comparing(state)?.theirs);
			expect(phone.state?.conversations[0]?.state).toBe('pairing');
			await phone.channel.compare(hers.conversation, true);
			for (const one of [worker, phone])
				await one.until(
					'open',
					({ conversations: [c], pairing }) => pairing.step === 'none' && c?.state === 'open',
				);
			expect(worker.state?.conversations[0]?.name).toBe('R.');
			expect(phone.state?.conversations[0]?.name).toBe('Amina');
		});
	}

	it('each makes a commit of its own, and code, init keys and rendezvous are gone', async () => {
		const ids = await paired(worker, phone);
		const { log } = await deriveRendezvous(ids.seed);
		await phone.until('both to have committed', () => {
			const wants = [
				...`${worker.shelf.dump()}${phone.shelf.dump()}`.matchAll(/"wantsCommit":(true|false)/g),
			];
			return wants.length === 2 && wants.every(([, value]) => value === 'false');
		});
		expect(ids.worker).not.toBe(ids.phone);
		for (const one of [worker, phone]) {
			await one.until('errands done', () => !one.shelf.dump().includes('errands/'));
			expect(one.shelf.dump()).not.toContain(bytesToBase64url(ids.seed));
			expect(one.shelf.dump()).not.toMatch(/pairing\/|keyPackage/);
		}
		expect(world.seen).toContain(`DELETE /api/relay/logs/${log}`);
	});

	it('a reload of either side in between goes on where it stood', async () => {
		const { code, qr } = await offered();
		worker.stop();
		await worker.start();
		expect((await worker.until('the same code', offering)).code).toBe(code);
		worker.offline();
		await phone.channel.join(qr);
		await phone.until('joining', ({ pairing }) => pairing.step === 'joining');
		phone.stop();
		await phone.start();
		await worker.online();
		const hers = await phone.until('digits', comparing);
		phone.stop();
		await phone.start();
		const mine = await worker.until('digits', comparing);
		expect((await phone.until('digits', comparing)).digits).toBe(mine.digits);
		await phone.channel.compare(hers.conversation, true);
		phone.stop();
		await worker.channel.compare(mine.conversation, true);
		worker.stop();
		await Promise.all([phone.start(), worker.start()]);
		for (const one of [worker, phone])
			await one.until('open', ({ conversations: [c] }) => c?.state === 'open');
	});

	it('a phone whose clock is a year off can connect: the relay tells the time', async () => {
		phone.ahead = 365 * 86_400_000;
		await paired(worker, phone);
	});
});

describe('a code that does not lead there', () => {
	it('mistyped: says so without asking anybody', async () => {
		const { code, qr } = await offered();
		const before = world.seen.length;
		const slip = code.replace(/^./, (first) => (first === '7' ? '8' : '7'));
		const scratched = qr.replace(/.$/, (last) => (last === '1' ? '2' : '1'));
		for (const text of [slip, code.slice(1), '', 'https://example.org', scratched, qr.slice(0, -3)])
			expect(await phone.channel.join(text)).toEqual({ ok: false, error: { type: 'CodeMistyped' } });
		expect(world.seen.slice(before).filter((call) => call.startsWith('PUT'))).toEqual([]);
	});

	it('never made, taken back, or older than ten minutes: CodeExpired', async () => {
		const nobody = pairingToQr(randomBytes(15), randomBytes(32));
		expect(await phone.channel.join(nobody)).toEqual({ ok: false, error: { type: 'CodeExpired' } });

		const first = await offered();
		await worker.channel.cancelPairing();
		await worker.until('taken back', () => !worker.shelf.dump().includes('errands/'));
		expect(await phone.channel.join(first.code)).toEqual({ ok: false, error: { type: 'CodeExpired' } });

		const second = await offered();
		world.ahead = 601_000;
		await world.sweep();
		expect(await phone.channel.join(second.code)).toEqual({ ok: false, error: { type: 'CodeExpired' } });
		worker.ahead = 601_000;
		await worker.channel.wake();
		expect(await worker.until('the end', failure)).toBe('CodeExpired');
		expectForgotten(worker);
		expectForgotten(phone);
	});

	it('used by somebody else first: both are told, and nothing is kept', async () => {
		const { code } = await offered();
		const rival = await world.device();
		await rival.channel.join(code);
		await rival.until('digits', comparing);
		expect(await phone.channel.join(code)).toEqual({ ok: false, error: { type: 'CodeUsed' } });
		expect(await worker.until('the alarm', failure)).toBe('CodeUsed');
		expect(await rival.until('the end', failure)).toMatch(/CodeUsed|CodeExpired/);
		for (const one of [worker, rival, phone]) expectForgotten(one);
		await worker.channel.cancelPairing();
		await worker.until('put away', ({ pairing }) => pairing.step === 'none');
	});

	it('an offer that cannot be read is taken for a rival', async () => {
		const { qr } = await offered();
		const rendezvous = await deriveRendezvous(parsePairing(qr)?.seed ?? new Uint8Array());
		const body = await sealItem(rendezvous, 'offer', 'phone', { v: 1, keyPackage: 'AAAA', commitment: 'x' });
		await put(rendezvous.log, rendezvous.mids.offer, rendezvous.writeToken, body);
		expect(await worker.until('the alarm', failure)).toBe('CodeUsed');
		expect(await phone.channel.join(qr)).toEqual({ ok: false, error: { type: 'CodeUsed' } });
	});

	it('the relay cannot be reached: says so, and keeps nothing half done', async () => {
		const { qr } = await offered();
		phone.offline();
		expect(await phone.channel.join(qr)).toEqual({ ok: false, error: { type: 'RelayUnreachable' } });
		await phone.until('offline', ({ reachability }) => reachability === 'offline');
		await worker.channel.cancelPairing();
		worker.offline();
		expect(await worker.channel.offer('R.')).toEqual({ ok: false, error: { type: 'RelayUnreachable' } });
	});

	it('only staff can offer, and an invite works once', async () => {
		expect(await phone.channel.offer('R.')).toEqual({ ok: false, error: { type: 'NotStaff' } });
		const code = await world.invite('Zoé Ünal');
		expect(await phone.channel.joinOrganisation('7K3M')).toEqual({
			ok: false,
			error: { type: 'CodeMistyped' },
		});
		expect(await phone.channel.joinOrganisation(code)).toEqual({ ok: true, value: null });
		expect((await phone.until('staff', ({ staff }) => staff)).name).toBe('Zoé Ünal');
		expect(await phone.channel.joinOrganisation(code)).toEqual({
			ok: false,
			error: { type: 'InviteInvalid' },
		});
	});
});

async function put(log: string, mid: string, token: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
	const response = await world.answer(
		new Request(`http://relay.test/api/relay/logs/${log}/items/${mid}`, {
			method: 'PUT',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
			body,
		}),
	);
	expect(response.status).toBe(201);
}

describe('somebody in between', () => {
	/** Eve has overheard the code, answers the phone as if she were the worker, and the worker as if she were the phone. */
	async function between(text: (shown: { code: string; qr: string }) => string) {
		const shown = await offered();
		const eveToPhone = await world.worker('Amina');
		const eveToWorker = await world.device();
		await eveToPhone.channel.offer('prey');
		const hers = await eveToPhone.until('a code', offering);
		await eveToWorker.channel.join(shown.code);
		// She swaps the rendezvous under the phone's feet: the same seed leads to hers.
		const seed = parsePairing(text(shown));
		const trap = parsePairing(hers.qr);
		if (seed === null || trap === null) throw new Error('No seed');
		return {
			qr: pairingToQr(trap.seed, seed.keyHash ?? new Uint8Array(32)),
			code: hers.code,
			eveToPhone,
			eveToWorker,
		};
	}

	it('cannot pass for the worker whose QR code was scanned', async () => {
		const { qr, eveToPhone } = await between(({ qr: text }) => text);
		await phone.channel.join(qr);
		expect(await phone.until('the end', failure)).toBe('WrongKey');
		expect(await eveToPhone.until('the end', failure)).toBe('CodeUsed');
		expectForgotten(phone);
	});

	it('shows other digits on the two screens; one "not the same" ends and forgets it on both sides', async () => {
		const { code, eveToPhone, eveToWorker } = await between(({ code: text }) => text);
		await phone.channel.join(code);
		const [mine, hers] = await Promise.all([
			worker.until('digits', comparing),
			phone.until('digits', comparing),
		]);
		expect(mine.digits).not.toBe(hers.digits);
		await phone.channel.compare(hers.conversation, false);
		await worker.channel.compare(mine.conversation, false);
		for (const one of [phone, worker, eveToPhone, eveToWorker])
			expect(await one.until('the end', failure)).toBe('NotTheSame');
		for (const one of [phone, worker]) expectForgotten(one);
	});

	it('cannot try out shares until the digits fit: the first one binds', async () => {
		const { qr } = await offered();
		const rendezvous = await deriveRendezvous(parsePairing(qr)?.seed ?? new Uint8Array());
		worker.offline();
		await phone.channel.join(qr);
		phone.stop();
		await worker.online();
		await worker.until('an answer', () => worker.shelf.dump().includes('"step":"answering"'));
		const body = await sealItem(rendezvous, 'reveal', 'phone', {
			v: 1,
			share: bytesToBase64url(randomBytes(32)),
		});
		await put(rendezvous.log, rendezvous.mids.reveal, rendezvous.writeToken, body);
		expect(await worker.until('the alarm', failure)).toBe('CodeUsed');
		expectForgotten(worker);
	});
});

it('"not the same" on one side ends it on the other too, and the case log is deleted', async () => {
	const { qr } = await offered();
	await phone.channel.join(qr);
	const [mine] = await Promise.all([worker.until('digits', comparing), phone.until('digits', comparing)]);
	await worker.channel.compare(mine.conversation, false);
	expect(await phone.until('the end', failure)).toBe('NotTheSame');
	expect(await worker.until('the end', failure)).toBe('NotTheSame');
	for (const one of [worker, phone]) {
		expectForgotten(one);
		await one.until('errands done', () => !one.shelf.dump().includes('errands/'));
	}
	expect(world.seen.filter((call) => call.startsWith('DELETE')).length).toBeGreaterThan(0);
});

it('the QR text survives its own spelling, and nothing else passes for one', () => {
	for (let round = 0; round < 200; round += 1) {
		const [seed, hash] = [randomBytes(15), randomBytes(32)];
		const text = pairingToQr(seed, hash);
		expect(text).toMatch(/^[0-9A-Z:]{82}$/);
		expect(parsePairing(text)).toEqual({ seed, keyHash: hash });
		expect(parsePairing(text.slice(0, -1))).toBeNull();
	}
	expect(base64urlToBytes('AA')).toEqual(new Uint8Array(1));
});
