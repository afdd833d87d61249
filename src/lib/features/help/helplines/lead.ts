/** A lead as it is written down here; nobody has confirmed it yet. */
import type { Contact } from '$parts';
import type { Helpline } from '../schema';

type Lead = Omit<Helpline, 'confirmed' | 'contacts'> & {
	/** To call. */
	numbers: [value: string, dial: string][];
	/** Ways beside calling. */
	also?: Contact[];
};

export const lead = ({ numbers, also = [], ...rest }: Lead): Helpline => ({
	...rest,
	contacts: [...numbers.map(([value, dial]) => ({ method: 'call' as const, value, dial })), ...also],
	confirmed: null,
});
