/** SMS and e-mail by GOV.UK Notify, which is free of charge for many state schools. */
@NullMarked
package org.safeandaway.hub.notify.govuk;

import org.jspecify.annotations.NullMarked;
