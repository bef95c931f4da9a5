/**
 * What is important now, and in which order: playbooks as data, and the plan an incident makes of one.
 *
 * <p>Pure Java, without database and pages. A {@linkplain de.komcert.app.incident.plan.Playbook playbook} names tasks
 * with their predecessors, gates, and rules for what must never happen before what. A
 * {@linkplain de.komcert.app.incident.plan.Plan plan} is computed anew from a playbook and what was recorded, and says of
 * each task whether it waits and for what, and of each role which three tasks come next and why.
 */
@NullMarked
@NamedInterface
package de.komcert.app.incident.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
