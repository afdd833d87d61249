/** Backup and restoring over the worker's own vault. Imported by the sealed worker alone, and only when asked for. */
import type { Vault } from '$platform/vault';
import { failed, ok } from '$protocol/result';
import { lookAt, openBackup, sealBackup } from './backup';
import { hadConversation, restoredNotes } from './contents';
import type { MovingApi } from './contract';
import type { BackupContent } from './format';

/** What of the vault is needed here. */
type Source = Pick<Vault, 'content' | 'create' | 'schema'>;

export function createMoving(vault: Source): MovingApi {
	let opened: BackupContent | null = null;
	return {
		async backUp(words) {
			const content = await vault.content();
			return content ? sealBackup(content, words) : failed({ type: 'NotOpen' });
		},
		async look(file) {
			const header = await lookAt(file);
			return header.ok ? ok(null) : header;
		},
		async open(file, words) {
			opened = null;
			const content = await openBackup(file, words, vault.schema);
			if (!content.ok) return content;
			opened = content.value;
			const { madeOn, records } = opened;
			return ok({ madeOn, records: records.length, talked: hadConversation(records) });
		},
		async restore(secret) {
			if (!opened) return failed({ type: 'NotOpen' });
			const { madeOn, records } = opened;
			const note = { madeOn, talked: hadConversation(records) };
			const made = await vault.create(secret, {
				...opened,
				records: [...records, ...restoredNotes(note)],
			});
			if (made.ok) opened = null;
			return made;
		},
		async putAway() {
			opened = null;
		},
	};
}
