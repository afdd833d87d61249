/** "Another time, please" half written, sealed: one for each appointment. It survives a lock, a reload and the exit. */
import * as z from 'zod/mini';
import { Keeper, openCollection, randomId, type Collection, type Session } from '$platform/session';
import { ok } from '$protocol/result';
import { rowSchema } from './proposal';

const writtenSchema = z.object({
	rows: z.array(rowSchema),
	note: z.string(),
	/** The one of a series that she means; empty for all of it. */
	about: z.string(),
});
export type Written = z.infer<typeof writtenSchema>;
const draftSchema = z.object({
	v: z.literal(1),
	/** Conversation and appointment, as `Appointment.key`. */
	appointment: z.string(),
	written: writtenSchema,
});
type Draft = z.infer<typeof draftSchema>;

const isEmpty = ({ rows, note }: Written): boolean =>
	note.trim() === '' && rows.every(({ date, time }) => date === '' && time === '');

export class ProposalDraft extends Keeper<Written> {
	readonly #all: Collection<Draft>;
	readonly #appointment: string;

	constructor(session: Session, appointment: string) {
		const all = openCollection(session, 'reply-drafts', draftSchema);
		let id: string | undefined;
		super(async (written) => {
			await all.load();
			id ??= all.items.find(({ value }) => value.appointment === appointment)?.id;
			if (!isEmpty(written)) return all.put({ v: 1, appointment, written }, (id ??= randomId()));
			const gone = id === undefined ? ok(null) : await all.delete(id);
			if (gone.ok) id = undefined;
			return gone;
		});
		this.#all = all;
		this.#appointment = appointment;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Written | undefined> {
		await this.#all.load();
		return this.#all.items.find(({ value }) => value.appointment === this.#appointment)?.value.written;
	}

	/** It was sent, or is not wanted. */
	drop = (): Promise<void> => this.keep({ rows: [], note: '', about: '' });
}
