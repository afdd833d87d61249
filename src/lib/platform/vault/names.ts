/** What a vault is called on disk. Neutral: somebody who lists this site's storage reads nothing into it. */
import type { VaultName } from './contract';

const ON_DISK: Record<VaultName, string> = { phone: 'kit', desk: 'kit-2', workshop: 'kit-3' };

/** Name of the OPFS directory, the database and the Web Lock alike. */
export const diskName = (name: VaultName): string => ON_DISK[name];
export const SLOTS_FILE = 'a';
/** Bytes one page of the slots file takes; the file has two. */
export const PAGE_BYTES = 4096;
/** The cover's notes (device-box.ts). */
export const DEVICE_BOX = 'kit-4';
