/** Whether damage was told already. Pure. */
import * as z from 'zod/mini';

/** How many damaged rows she has been told of. Kept, so that the same damage is said once and not at every opening. */
export const toldSchema = z.strictObject({ v: z.literal(1), damagedRows: z.int().check(z.gte(0)) });
export type Told = z.infer<typeof toldSchema>;

/** Damage is told when there is more of it than she was told of before. */
export const isNews = (damagedRows: number, told: readonly Told[]): boolean =>
	damagedRows > Math.max(0, ...told.map((one) => one.damagedRows));
