/** The composition root of the survivor's app: which rooms there are. Each brings its screens, its place, its card on Today. */
import { room as appointments, reminders } from '$features/appointments';
import { room as checkin } from '$features/checkin';
import { room as coping } from '$features/coping';
import { room as disguise } from '$features/disguise';
import { room as exit } from '$features/exit';
import { room as find } from '$features/find';
import { room as help } from '$features/help';
import { room as lessons } from '$features/lessons';
import { room as locks } from '$features/locks';
import { room as measures } from '$features/measures';
import { room as messages } from '$features/messages';
import { room as modules } from '$features/modules';
import { room as moving } from '$features/moving';
import { room as notices } from '$features/notices';
import { room as papers } from '$features/papers';
import { room as plan } from '$features/plan';
import { room as safety } from '$features/safety';
import { room as safetyPlan } from '$features/safety-plan';
import { room as today } from '$features/today';
import type { Room } from '$platform/navigation';

export const rooms: readonly Room[] = [
	today,
	coping,
	checkin,
	measures,
	lessons,
	find,
	help,
	appointments,
	reminders,
	plan,
	messages,
	disguise,
	exit,
	notices,
	safety,
	safetyPlan,
	papers,
	locks,
	moving,
	modules,
];
