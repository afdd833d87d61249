/** What Today needs to decide by itself: the greeting, and whether damage was already told. */
import * as z from 'zod/mini';

/** A greeting for this hour of her own clock. The small hours get a plain hello: nobody is told that it is night. */
export function greetingKey(now: Date): string {
	const hour = now.getHours();
	if (hour < 5) return 'today:night';
	if (hour < 12) return 'today:morning';
	if (hour < 18) return 'today:afternoon';
	return 'today:evening';
}

/** How many damaged rows she has been told of. Kept, so that the same damage is said once and not at every opening. */
export const toldSchema = z.strictObject({ v: z.literal(1), damagedRows: z.int().check(z.gte(0)) });
export type Told = z.infer<typeof toldSchema>;

/** Damage is told when there is more of it than she was told of before. */
export const isNews = (damagedRows: number, told: readonly Told[]): boolean =>
	damagedRows > Math.max(0, ...told.map((one) => one.damagedRows));
