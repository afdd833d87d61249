/** What the vault keeps of Find: which region, and the services she saved, whole, so that they stay when the region is changed. */
import * as z from 'zod/mini';
import { keptRegionSchema, type KeptRegion } from '$platform/directory';
import { openCollection, type Collection, type Session } from '$platform/session';
import { serviceSchema } from '$protocol/directory';

const savedSchema = z.object({
	v: z.literal(1),
	/** The region's id, with the service's own: the same service is saved once. */
	region: z.string(),
	regionName: z.string(),
	sample: z.boolean(),
	/** Where its clocks stand, when it does not say. */
	zone: z.optional(z.string()),
	service: serviceSchema,
	at: z.string(),
});
export type Saved = z.infer<typeof savedSchema>;

export const keptRegions = (session: Session): Collection<KeptRegion> =>
	openCollection(session, 'find-region', keptRegionSchema);
export const keptServices = (session: Session): Collection<Saved> =>
	openCollection(session, 'find-saved', savedSchema);
