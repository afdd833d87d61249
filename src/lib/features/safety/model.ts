/** What the Safety screen is made of. Pure. */
import { SAFETY_GROUPS, type Room, type SafetyEntry, type SafetyGroup } from '$platform/navigation';

/**
 * The truths are those of the first run, word for word: she must be able to read again what she agreed to. Keys under
 * `welcome:before`.
 */
export const TRUTHS = [
	{ id: 'what', lines: ['one', 'two', 'three'] },
	{ id: 'exit', lines: ['one', 'two', 'three'] },
	{ id: 'watched', lines: ['one', 'two', 'three'] },
	{ id: 'lock', lines: ['one', 'two', 'three'] },
	{ id: 'second', lines: ['one', 'two', 'three'] },
	{ id: 'lost', lines: ['one', 'two'] },
	{ id: 'deleting', lines: ['one', 'two', 'three'] },
] as const;

export interface SafetyPart {
	group: SafetyGroup;
	entries: (SafetyEntry & { room: string })[];
}

/** What all rooms have to say about safety, part by part; a part in which there is nothing yet is left out. */
export function safetyParts(rooms: readonly Room[]): SafetyPart[] {
	const all = rooms.flatMap(({ id, safety = [] }) => safety.map((entry) => ({ ...entry, room: id })));
	return SAFETY_GROUPS.map((group) => ({
		group,
		entries: all.filter((entry) => entry.group === group).sort((a, b) => a.order - b.order),
	})).filter(({ entries }) => entries.length > 0);
}

/** Where a backup is made: the first line that the room for moving has among what is kept. None while there is no such room. */
export function backupScreen(rooms: readonly Room[]): { room: string; screen: string } | undefined {
	const lines = rooms.find(({ id }) => id === 'moving')?.safety ?? [];
	const [first] = lines.filter(({ group }) => group === 'keep').sort((a, b) => a.order - b.order);
	return first && { room: 'moving', screen: first.screen };
}
