/** What Today needs to decide by itself: the greeting. */

/** A greeting for this hour of her own clock. The small hours get a plain hello: nobody is told that it is night. */
export function greetingKey(now: Date): string {
	const hour = now.getHours();
	if (hour < 5) return 'today:night';
	if (hour < 12) return 'today:morning';
	if (hour < 18) return 'today:afternoon';
	return 'today:evening';
}
