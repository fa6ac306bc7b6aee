package org.safeandaway.simulator.faults;

import java.time.Duration;

/**
 * The database's clock, as the hubs read it. Nobody may step the clock of a machine that others use
 * too, so a function of the same name stands in front of PostgreSQL's own, and adds what a row
 * says. PostgreSQL's own timers go on undisturbed.
 */
record SteppedClock(Rows rows) {

  /** To be called once, when the tables are made and before a hub reads the time. */
  void install() {
    rows.run(
        """
        create table clock_step (by interval not null);
        insert into clock_step values ('0');
        create function public.clock_timestamp() returns timestamptz language sql volatile
          as 'select pg_catalog.clock_timestamp() + (select by from public.clock_step)';
        do $$ begin
          execute format('alter database %I set search_path = public, pg_catalog',
            current_database());
        end $$""");
  }

  void step(Duration by) {
    rows.run("update clock_step set by = by + interval '" + by.toSeconds() + " s'");
  }
}
