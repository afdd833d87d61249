/**
 * Test bench: a gate with main, a decoy and a wipe secret behind it, in a worker, with something quick in Argon2id's
 * place, so that hundreds of openings can be measured, and the power can be cut at any write.
 */
import { expose } from 'comlink';
import {
	LADDER,
	open,
	sha256,
	utf8,
	bytesToKey,
	hkdfKey,
	concatBytes,
	type SecretKey,
} from '$platform/crypto';
import { newCompartment, newHead, newPage, withSecond, withWipe } from '../compartments';
import { Gate } from '../gate';
import { MIGRATIONS } from '../migrations';
import { diskName } from '../names';
import { readAhead, Records } from '../records';
import { Rows } from '../rows';
import { openSlots, type OpenSlot } from '../slots';
import { SlotsFile } from '../slots-file';
import { slotsHead, type SlotsPage } from '../slots-format';

const WHO = ['main', 'decoy', 'wipe', 'wrong'] as const;
export type Who = (typeof WHO)[number];

const NAME = diskName('workshop');
/** As many steps for every secret, like Argon2id, but thousands of times fewer. */
const derive = async (secret: string): Promise<SecretKey> => bytesToKey(await sha256(utf8(secret)));
const newGate = () => new Gate(NAME, { now: () => performance.now(), inTurn: (work) => work(), derive });
const secrets: Record<Who, string> = { main: '111111', decoy: '222222', wipe: '333333', wrong: '444444' };
const file = new SlotsFile(NAME);
let made: SlotsPage | undefined;

async function page(): Promise<SlotsPage> {
	const read = await file.read();
	if (read.found !== 'page') throw new Error('no page');
	return read.page;
}

/** The slots as they were made, in both pages, whatever happened to them since. */
async function putBack(): Promise<void> {
	if (!made) throw new Error('make first');
	await file.replace({ ...made, generation: (await page()).generation });
}

async function tryOnce(gate: Gate, who: Who): Promise<OpenSlot | null> {
	const tried = await gate.try(secrets[who], () => true);
	return tried.ok && tried.value.outcome.type === 'open' ? tried.value.outcome.own : null;
}

/** What an expert does: look for what this secret opens in each page as it lies on disk, checksum or not. */
async function inEitherPage(secret: string): Promise<boolean[]> {
	if (!made) throw new Error('make first');
	const root = await navigator.storage.getDirectory();
	const handle = await (await root.getDirectoryHandle(NAME)).getFileHandle('a');
	const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
	const master = await derive(secret);
	const found = [];
	for (const at of [0, 4096]) {
		let opens = false;
		for (let slot = 0; slot < 4; slot++) {
			const sealed = bytes.slice(at + 48 + slot * 256, at + 48 + (slot + 1) * 256);
			const key = await hkdfKey(master, `rosebay vault 2 slot ${String(slot)}`, made.salt);
			const aad = concatBytes(slotsHead(made), Uint8Array.of(slot));
			if (sealed.length === 256 && (await open(key, sealed, aad))) opens = true;
		}
		found.push(opens);
	}
	return found;
}

const rowsOnDisk = async () => {
	const rows = await Rows.open(NAME);
	const all = await rows.all();
	rows.close();
	return { rows: all.length, bytes: all.reduce((sum, { sealed }) => sum + sealed.length, 0) };
};

async function slotsBytes(): Promise<number> {
	const root = await navigator.storage.getDirectory();
	const handle = await (await root.getDirectoryHandle(NAME)).getFileHandle('a');
	return (await handle.getFile()).size;
}

const shuffled = <T>(items: readonly T[]): T[] =>
	items
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);

/** Writes allowed before the power goes, and how many bytes of the fatal one reach the disk. */
let power = { writes: Infinity, bytes: 0 };
interface Handle {
	write(bytes: Uint8Array, options: { at: number }): number;
}
const { prototype } = (globalThis as unknown as { FileSystemSyncAccessHandle: { prototype: Handle } })
	.FileSystemSyncAccessHandle;
const write = prototype.write;
let writes = 0;
prototype.write = function (this: Handle, bytes, options) {
	writes++;
	if (power.writes-- > 0) return write.call(this, bytes, options);
	write.call(this, bytes.subarray(0, power.bytes), options);
	power = { writes: 0, bytes: 0 };
	throw new Error('The power went');
};

const bench = {
	/** Three secrets, and as many records of the same size in both compartments. */
	async make(records: number): Promise<void> {
		const masters = {
			main: await derive(secrets.main),
			decoy: await derive(secrets.decoy),
			wipe: await derive(secrets.wipe),
		};
		const { page: first, own } = await newPage(newHead(LADDER[3]), masters.main);
		const decoy = newCompartment();
		const changes = Array.from({ length: records }, (_, at) => ({
			collection: 'notes',
			id: String(at).padStart(22, '0'),
			value: { text: String(at).padStart(200, '0') },
		}));
		const begun = await Records.begin(NAME, own, MIGRATIONS, { schema: 1, records: changes });
		if (!begun.ok) throw new Error('no room');
		begun.value.close();
		await Records.beginBeside(NAME, decoy, MIGRATIONS);
		const loaded = await Records.load(await readAhead(NAME), decoy, MIGRATIONS);
		if (!loaded.ok) throw new Error('no room');
		await loaded.value.records.save(changes);
		loaded.value.records.close();
		const two = await withSecond(first, own, masters.decoy, decoy);
		made = await file.replace(await withWipe(two, own, masters.wipe, decoy));
	},

	/** Milliseconds of `rounds` openings each, in random order: the whole try, and (`full`) with the records read. */
	async measure(rounds: number, full: boolean): Promise<Record<Who, number[]>> {
		const taken: Record<Who, number[]> = { main: [], decoy: [], wipe: [], wrong: [] };
		const gate = newGate();
		let spent = true;
		for (let round = 0; round < rounds; round++) {
			for (const who of shuffled(full ? WHO.slice(0, 3) : WHO)) {
				if (spent) await putBack();
				await gate.look();
				const started = performance.now();
				const own = await tryOnce(gate, who);
				if ((own === null) !== (who === 'wrong')) throw new Error(`${who}: unexpected`);
				const loaded = full && own ? await Records.load(await readAhead(NAME), own, MIGRATIONS) : undefined;
				taken[who].push(performance.now() - started);
				if (loaded?.ok) loaded.value.records.close();
				// What comes next is drawn at random, so it cannot matter what had to be put back before it.
				spent = who === 'wipe' || who === 'wrong';
			}
		}
		return taken;
	},

	/** The same without the disk: only the four slots, by our way and by one that stops at the first that opens. */
	async measureSlots(rounds: number, way: 'ours' | 'early'): Promise<Record<Who, number[]>> {
		const taken: Record<Who, number[]> = { main: [], decoy: [], wipe: [], wrong: [] };
		const now = await page();
		for (let round = 0; round < rounds; round++) {
			for (const who of shuffled(WHO)) {
				const master = await derive(secrets[who]);
				const started = performance.now();
				// Four times, because the clock of a page counts in tenths of a millisecond.
				for (let again = 0; again < 4; again++) {
					if (way === 'ours') await openSlots(now, master);
					else {
						for (let slot = 0; slot < 4; slot++) {
							const only = now.slots.map((bytes, at) => (at === slot ? bytes : new Uint8Array()));
							const found = await openEarly({ ...now, slots: only }, master, slot);
							if (found) break;
						}
					}
				}
				taken[who].push(performance.now() - started);
			}
		}
		return taken;
	},

	/** Writes, bytes of the slots file and rows on disk after an opening. */
	async footprint(who: Who) {
		await putBack();
		const gate = newGate();
		await gate.look();
		writes = 0;
		await tryOnce(gate, who);
		return { writes, slots: await slotsBytes(), ...(await rowsOnDisk()) };
	},

	/** The power goes at the given write of a try: what do the three secrets open afterwards? */
	async cut(who: Who, at: number, bytes: number) {
		await putBack();
		const gate = newGate();
		await gate.look();
		power = { writes: at, bytes };
		const reported = await tryOnce(gate, who).then(
			() => true,
			() => false,
		);
		power = { writes: Infinity, bytes: 0 };
		const after = newGate();
		await after.look();
		const opened: Record<string, boolean> = {};
		for (const one of ['main', 'decoy'] as const) opened[one] = (await tryOnce(after, one)) !== null;
		return { reported, opened, mainInPages: await inEitherPage(secrets.main) };
	},

	async cutDestroy(at: number, bytes: number) {
		await putBack();
		const gate = newGate();
		await gate.look();
		power = { writes: at, bytes };
		const reported = await gate.destroy().then(
			() => true,
			() => false,
		);
		power = { writes: Infinity, bytes: 0 };
		const after = newGate();
		await after.look();
		const { exists } = after;
		const whole = after.page !== undefined;
		const opens = whole && (await tryOnce(after, 'main')) !== null;
		await after.destroy();
		if (after.exists) throw new Error('What is left must be destroyable');
		return { reported, exists, opens, whole };
	},
};

/** The naive way, for the control: try one slot after the other and stop. */
async function openEarly(now: SlotsPage, master: SecretKey, slot: number): Promise<boolean> {
	const key = await hkdfKey(master, `rosebay vault 2 slot ${String(slot)}`, now.salt);
	return (
		(await open(
			key,
			now.slots[slot] ?? new Uint8Array(),
			concatBytes(slotsHead(now), Uint8Array.of(slot)),
		)) !== null
	);
}

export type GateBench = typeof bench;
expose(bench);
