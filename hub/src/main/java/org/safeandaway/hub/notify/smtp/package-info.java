/** E-mail by the school's own mail server, over SMTP. */
@NullMarked
package org.safeandaway.hub.notify.smtp;

import org.jspecify.annotations.NullMarked;
