/** What the room keeps, sealed. */
import { openCollection, type Collection, type Session } from '$platform/session';
import { decisionSchema, goalSchema, type Decision, type Goal } from './model';

export const keptGoals = (session: Session): Collection<Goal> =>
	openCollection(session, 'plan-goals', goalSchema);
export const keptDecisions = (session: Session): Collection<Decision> =>
	openCollection(session, 'plan-decisions', decisionSchema);

/** One record a proposal, whatever she decides later. */
export async function decide(
	decisions: Collection<Decision>,
	key: string,
	decision: Decision['decision'],
): Promise<boolean> {
	const known = decisions.items.find(({ value }) => value.key === key)?.id;
	return (await decisions.put({ v: 1, key, decision }, known)).ok;
}
