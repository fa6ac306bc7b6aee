/**
 * SMS and spoken calls by Twilio's REST API of 2010-04-01, and how people answer: an SMS with a
 * code is read by asking (the hub stands behind NAT), a digit in a call comes by the one door that
 * a provider knocks at.
 */
@NullMarked
package org.safeandaway.hub.notify.twilio;

import org.jspecify.annotations.NullMarked;
