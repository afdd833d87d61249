/** Somebody whom she trusts to write what they sign, as it lies in her vault. */
import * as z from 'zod/mini';

const name = z.string().check(z.maxLength(80));
export const signerRecord = z.strictObject({
	v: z.literal(1),
	key: z.string().check(z.maxLength(43)),
	/** As she calls them; at first as they call themselves. */
	name,
	/** As they called themselves when she said that she trusts them. */
	claimed: name,
	/** UTC ISO. */
	since: z.string().check(z.maxLength(30)),
});
export type SignerRecord = z.infer<typeof signerRecord>;
