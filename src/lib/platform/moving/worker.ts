/** Backup, restoring and moving to another phone over the worker's own vault. Imported by the sealed worker alone, and only when asked for. */
import type { Content, Vault } from '$platform/vault';
import { failed, ok, type Result } from '$protocol/result';
import { LARGEST_TRANSFER } from '$protocol/transfer';
import { lookAt, openBackup, sealBackup, toLeave } from './backup';
import { hadConversation, restoredNotes, toCopy } from './contents';
import type { Held, MovingApi, TransferError, TransferState } from './contract';
import { contentToStream, gather, streamToContent, type BackupContent } from './format';
import type { Cargo, Transfer } from './transfer';

/** What of the vault is needed here. */
type Source = Pick<Vault, 'content' | 'create' | 'schema'>;

export function createMoving(vault: Source): MovingApi {
	let opened: BackupContent | null = null;
	let transfer: Promise<Transfer> | undefined;
	let tell: (state: TransferState) => void = () => undefined;

	const heldOf = ({ madeOn, records }: BackupContent): Held => ({
		madeOn,
		records: records.length,
		talked: hadConversation(records),
	});

	/** Its curves are fetched only now; when that fails, the next call tries again. */
	function theTransfer(): Promise<Transfer> {
		transfer ??= startTransfer((state) => {
			tell(state);
		});
		transfer.catch(() => {
			transfer = undefined;
			tell({ step: 'failed', error: { type: 'NotLoaded' }, stalled: false });
		});
		return transfer;
	}

	async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Held, TransferError>> {
		const content = await streamToContent(new Blob([bytes]).stream(), vault.schema);
		if (!content.ok) return failed({ type: content.error.type === 'Newer' ? 'Newer' : 'Damaged' });
		opened = { ...content.value, records: toCopy(content.value.records) };
		return ok(heldOf(opened));
	}

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
			return ok(heldOf(opened));
		},
		async restore(secret) {
			if (!opened) return failed({ type: 'NotOpen' });
			const { madeOn, records } = opened;
			const note = { madeOn, talked: hadConversation(records) };
			const made = await vault.create(secret, {
				...opened,
				records: [...records, ...restoredNotes(note)],
			});
			if (!made.ok) return made;
			opened = null;
			void transfer?.then((running) => {
				running.kept();
			});
			return made;
		},
		async putAway() {
			opened = null;
			(await transfer?.catch(() => undefined))?.stop();
		},
		async watchTransfer(onChange) {
			tell = onChange;
			tell((await transfer?.catch(() => undefined))?.state ?? { step: 'none', stalled: false });
		},
		async receive() {
			opened = null;
			// Not waited for: the steps are told as they come, and take as long as two people do.
			void (await theTransfer()).receive(unpack);
		},
		async sendTo(codeOrQr) {
			const running = await theTransfer();
			const content = await vault.content();
			if (content) void running.sendTo(codeOrQr, await cargoOf(content));
			else tell({ step: 'failed', error: { type: 'NotOpen' }, stalled: false });
		},
		async compareTransfer(same) {
			(await transfer)?.compare(same);
		},
		async stopTransfer() {
			opened = null;
			(await transfer?.catch(() => undefined))?.stop();
		},
	};
}

async function startTransfer(onState: (state: TransferState) => void): Promise<Transfer> {
	const [{ Transfer: Running }, { ownRelay }] = await Promise.all([
		import('./transfer'),
		import('$platform/channel/relay-client'),
	]);
	const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
	return new Running({ relay: ownRelay(), pause, onState });
}

/** One byte more than may go is as good as all of it: it is only to be told that it is too much. */
async function cargoOf(content: Content): Promise<Cargo> {
	const inside = toLeave(content, new Date());
	const bytes = await gather(contentToStream(inside), LARGEST_TRANSFER);
	return { bytes: bytes ?? new Uint8Array(LARGEST_TRANSFER + 1), talked: hadConversation(inside.records) };
}
