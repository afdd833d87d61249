/** What an operator may say about pushes, from the environment. */
import { StoreUnavailable } from '../relay';
import { parseServices } from './services';

export interface PushSettings {
	services: string[];
	contact: string;
}

/** Where there is no address yet nobody can subscribe either: browsers push to `https` only. */
const NOBODY = 'mailto:nobody@rosebay.invalid';

/**
 * `ROSEBAY_PUSH_CONTACT`, else an `https` ORIGIN, is whom a push service may write to when something is wrong with our pushes
 * (RFC 8292). `ROSEBAY_PUSH_SERVICES`: push services of one's own, beside those of the browsers.
 * @throws {StoreUnavailable} with a sentence for the operator.
 */
export function pushSettings(env: NodeJS.ProcessEnv): PushSettings {
	const services = parseServices(env.ROSEBAY_PUSH_SERVICES ?? '');
	if (services === null)
		throw new StoreUnavailable(
			'ROSEBAY_PUSH_SERVICES is not a list of origins such as https://push.example.org',
		);
	const origin = env.ORIGIN?.startsWith('https://') === true ? env.ORIGIN : NOBODY;
	const contact = env.ROSEBAY_PUSH_CONTACT ?? origin;
	if (!/^(https:\/\/|mailto:)\S+$/.test(contact) || !URL.canParse(contact))
		throw new StoreUnavailable(
			'ROSEBAY_PUSH_CONTACT is neither mailto:somebody@example.org nor an address with https.',
		);
	return { services, contact };
}
