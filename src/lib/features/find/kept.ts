/**
 * What the vault keeps of Find: which region, the services she saved, whole, so that they stay when the region
 * is changed, and what she decided about those that were suggested.
 */
import * as z from 'zod/mini';
import { keptRegionSchema, type KeptRegion } from '$platform/directory';
import { openCollection, type Collection, type Session } from '$platform/session';
import { serviceSchema, type Service } from '$protocol/directory';
import type { Origin } from './origin';

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

/** `key` as in `parts/services/model.ts`. That she let it be is said to nobody. */
const decisionSchema = z.strictObject({
	v: z.literal(1),
	key: z.string(),
	decision: z.enum(['saved', 'let-be']),
});
export type Decision = z.infer<typeof decisionSchema>;
export const keptDecisions = (session: Session): Collection<Decision> =>
	openCollection(session, 'find-decisions', decisionSchema);

/** One record a suggestion, whatever she decides later. @returns false where there is no room */
export async function decide(
	decisions: Collection<Decision>,
	key: string,
	decision: Decision['decision'],
): Promise<boolean> {
	const known = decisions.items.find(({ value }) => value.key === key)?.id;
	return (await decisions.put({ v: 1, key, decision }, known)).ok;
}

/** The record of it, if she saved it. */
export const savedOne = (saved: Collection<Saved>, { id }: Pick<Service, 'id'>, from: Origin) =>
	saved.items.find(({ value }) => value.region === from.region && value.service.id === id);

/** Once, however often it is pressed: what she has of it stays as it is. @returns false where there is no room */
export async function save(saved: Collection<Saved>, service: Service, from: Origin): Promise<boolean> {
	if (savedOne(saved, service, from)) return true;
	const { region, name: regionName, sample, zone } = from;
	const record: Saved = {
		...{ v: 1, region, regionName, sample, service, at: new Date().toISOString() },
		...(zone !== undefined && { zone }),
	};
	return (await saved.put(record)).ok;
}
