/**
 * What people's comings and goings need of the network, and of other conversations: opening a log before it is moved to,
 * handing a colleague the way in, telling colleagues what to watch. One step at a time, each saved; asked again and again,
 * it goes on where it stood.
 */
import { randomId, type Core } from '../core';
import { Draft } from '../draft';
import { caseLog } from '../outbox';
import type { Giving, NextLog, Taking } from '../records';
import { givingIn } from './handover';
import { fits, newLog, sameKeys, watchToken } from './logs';
import { everybody, leaveTail, moveTo, mustWait } from './moving';

/** A key package is good for 24 hours; one that old is asked for anew. Milliseconds. */
const PACKAGE_MS = 20 * 3_600_000;
const DELETE_FOR = 31 * 86_400_000;
const WATCHED = 400;

export class Errands {
	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** False when the relay could not be reached. */
	async run(): Promise<boolean> {
		for (const [id, row] of this.#core.store.handovers.rows)
			await (row.side === 'giving' ? this.#give(id, row) : this.#take(id, row));
		for (const id of this.#core.store.groups.rows.keys()) {
			if (!(await this.#log(id))) return false;
			await this.#move(id);
			await this.#tails(id);
		}
		await this.#watches();
		return true;
	}

	/** Saves what `work` puts into the draft of a conversation that is open. Nothing is saved when it says no. */
	#inDraft(conversation: string, work: (draft: Draft) => Promise<boolean> | boolean): Promise<void> {
		return this.#core.turn(async () => {
			const draft = Draft.of(this.#core, conversation);
			if (draft?.conversation.state !== 'open' || !(await work(draft))) return;
			await this.#core.store.save(await draft.writes());
		});
	}

	async #give(id: string, seen: Giving): Promise<void> {
		const { handovers } = this.#core.store;
		const now = (): Giving | null => {
			const row = handovers.get(id);
			return row?.side === 'giving' && row.step === seen.step ? row : null;
		};
		if (seen.step === 'agreed')
			await this.#inDraft(seen.colleague, async (draft) => {
				const row = now();
				if (row === null) return false;
				await draft.say({ type: 'ask-package', body: { handover: id } });
				draft.add(handovers.put(id, { ...row, step: 'packing' }));
				return true;
			});
		if (seen.step === 'packed' && this.#core.now() - seen.packed > PACKAGE_MS)
			await this.#core.turn(async () => {
				const row = now();
				if (row !== null)
					await this.#core.store.save([handovers.put(id, { ...row, step: 'agreed', keyPackage: '' })]);
			});
		if (seen.step === 'added')
			await this.#inDraft(seen.colleague, async (draft) => {
				const row = now();
				const there = this.#core.store.conversations.get(seen.conversation);
				if (!row?.way || there === undefined) return false;
				const { name, role, why, welcome, way } = row;
				const { id: log, key, readToken, writeToken, adminToken } = way.log;
				const staff = this.#core.store.staff.first()?.value.name ?? '';
				const others = there.members.filter((one) => !one.gone && one.key !== row.key);
				const members = others.map((one) => ({ key: one.key, name: one.name, role: one.role }));
				const herName = members.map((one) => (one.role === 'survivor' ? { ...one, name } : one));
				await draft.say({
					type: 'welcome',
					body: {
						...{ handover: id, welcome, readers: way.readers, name, role, why },
						log: { id: log, key, readToken, writeToken, adminToken },
						members: [...herName, { key: draft.own, name: staff, role: 'worker' }],
					},
				});
				draft.add(handovers.put(id, { ...row, step: 'done' }));
				return true;
			});
	}

	/** After the first word, and once her phone reads where this one does, who handed over is taken out. */
	async #take(id: string, { conversation, leaves, here }: Taking): Promise<void> {
		if (leaves === null || !here || conversation === '') return;
		const { store } = this.#core;
		const said = [...store.messages.rows.values()].some(
			(row) => row.conversation === conversation && row.from === 'me',
		);
		if (!said) return;
		await this.#inDraft(conversation, (draft) => {
			draft.group = { ...draft.group, removes: leaves };
			draft.add(store.handovers.delete(id));
			return true;
		});
	}

	/** Whom the next log of a conversation is for, if one is needed of us. */
	#readersOfNext(draft: Draft): string[] | null {
		const { removes, mover } = draft.group;
		const now = everybody(draft);
		const hers = draft.conversation.kind === 'case' && draft.others().some(({ role }) => role === 'survivor');
		if (mustWait(draft)) return hers && mover === draft.own ? now : null;
		const giving = givingIn(this.#core, draft.id);
		if (giving?.row.step === 'packed') return [...now, giving.row.key];
		return removes === null || !now.includes(removes) ? null : now.filter((key) => key !== removes);
	}

	/** Open the log that is moved to, before anything is committed: then a network that goes changes nothing. */
	async #log(conversation: string): Promise<boolean> {
		const staff = this.#core.store.staff.first();
		if (staff === null) return true;
		const { store, random, now, relay } = this.#core;
		let open: NextLog | null = null;
		await this.#inDraft(conversation, (draft) => {
			const wanted = this.#readersOfNext(draft);
			const { next } = draft.group;
			if (wanted === null || (fits(next, wanted) && next.open)) return false;
			open = fits(next, wanted)
				? next
				: { log: newLog(random), readers: ownFirst(draft, wanted), open: false };
			if (next !== null && next !== open) {
				const errand = { log: next.log.id, token: next.log.adminToken, until: now() + DELETE_FOR };
				draft.add(store.errands.put(randomId(random), { ...errand, order: store.nextOrder() }));
			}
			draft.group = { ...draft.group, next: open };
			return true;
		});
		const made = open as NextLog | null;
		if (made === null) return true;
		const opened = await relay.openLog(staff.value.staffToken, await caseLog(made.log, made.readers.length));
		if (!opened.ok) return opened.error.type !== 'Unreachable';
		await this.#inDraft(conversation, (draft) => {
			if (draft.group.next?.log.id !== made.log.id) return false;
			draft.group = { ...draft.group, next: { ...draft.group.next, open: true } };
			return true;
		});
		return true;
	}

	/** The survivor has asked somebody to leave, or who should have moved it has gone: it is for us to move it. */
	#move(conversation: string): Promise<void> {
		return this.#inDraft(conversation, async (draft) => {
			const { mover, next } = draft.group;
			if (!mustWait(draft) || mover !== draft.own || !fits(next, everybody(draft)) || !next.open)
				return false;
			await moveTo(draft, next);
			return true;
		});
	}

	async #tails(conversation: string): Promise<void> {
		const old = () =>
			this.#core.store.groups.get(conversation)?.tails.filter(({ until }) => until < this.#core.now()) ?? [];
		if (old().length === 0) return;
		await this.#inDraft(conversation, async (draft) => {
			for (const tail of old()) await leaveTail(draft, tail);
			return true;
		});
	}

	/** Colleagues may ask whether something waits for us: they get a new list when there is one. No name is in it. */
	async #watches(): Promise<void> {
		const { store } = this.#core;
		const logs: { id: string; token: string }[] = [];
		for (const [id, group] of store.groups.rows) {
			const row = store.conversations.get(id);
			if (row?.kind !== 'case' || row.state !== 'open' || group.slot !== 0) continue;
			logs.push({ id: group.log.id, token: await watchToken(group.log) });
		}
		const list = logs.slice(0, WATCHED);
		const ids = list.map(({ id }) => id);
		for (const [id, row] of store.conversations.rows) {
			if (row.kind !== 'colleagues' || row.state !== 'open') continue;
			const told = store.watches.get(id)?.told ?? [];
			if (
				sameKeys(
					told.map((one) => one.id),
					ids,
				)
			)
				continue;
			await this.#inDraft(id, async (draft) => {
				await draft.say({ type: 'watch', body: { logs: list } });
				const theirs = store.watches.get(id)?.theirs ?? [];
				draft.add(store.watches.put(id, { told: list, theirs }));
				return true;
			});
		}
	}
}

/** Who opens a log reads in its first slot: that is the one a team may watch. */
const ownFirst = (draft: Draft, keys: readonly string[]): string[] => [
	draft.own,
	...keys.filter((key) => key !== draft.own),
];
