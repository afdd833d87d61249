/** The moving room's door: types for the page. The work is done in the sealed worker (worker.ts, by the session). */
export type { BackupError, FileError, Held, MovingApi, TransferError, TransferState } from './contract';
