/**
 * Lines of devices that have no log of their own kind: firewalls, routers, hypervisors, file servers, telephone systems. A
 * {@link de.komcert.traces.device.Device} is known by its line; a further one is a further class for its lines.
 *
 * <p>Not exported: whoever reads a file asks a reader, which asks here.
 */
@NullMarked
package de.komcert.traces.device;

import org.jspecify.annotations.NullMarked;
