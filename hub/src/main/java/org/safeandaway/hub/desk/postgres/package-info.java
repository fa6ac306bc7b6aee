/**
 * The desk's store on PostgreSQL: hand-written SQL over sets of rows, through plain JDBC.
 *
 * <p>Plain JDBC and not {@code JdbcOperations}, since what counts here is which statement holds
 * which lock and how a commit failed, and a layer between would only have to be seen through.
 */
@NullMarked
package org.safeandaway.hub.desk.postgres;

import org.jspecify.annotations.NullMarked;
