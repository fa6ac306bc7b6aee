package org.safeandaway.simulator.universe.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Committed rows by key. A transaction writes into a view of its own, laid over what is committed
 * at the moment of each reading (READ COMMITTED), and the view is merged at the commit.
 */
final class Table<K extends Comparable<K>, V> {
  private final SortedMap<K, V> committed = new TreeMap<>();

  SortedMap<K, V> committed() {
    return Collections.unmodifiableSortedMap(committed);
  }

  @Nullable V get(K key) {
    return committed.get(key);
  }

  /** A row that is simply there, outside every transaction. */
  void seed(K key, V row) {
    committed.put(key, row);
  }

  /** A row that is simply gone, outside every transaction. */
  void unseed(K key) {
    committed.remove(key);
  }

  View view() {
    return new View();
  }

  /** What one transaction sees and writes. */
  final class View {
    private final SortedMap<K, V> written = new TreeMap<>();
    private final SortedMap<K, Boolean> removed = new TreeMap<>();

    @Nullable V get(K key) {
      V mine = written.get(key);
      if (mine != null || removed.containsKey(key)) {
        return mine;
      }
      return committed.get(key);
    }

    void put(K key, V row) {
      removed.remove(key);
      written.put(key, row);
    }

    void remove(K key) {
      written.remove(key);
      removed.put(key, true);
    }

    /** The rows between these keys. */
    SortedMap<K, V> between(K from, K to) {
      SortedMap<K, V> rows = new TreeMap<>(committed.subMap(from, to));
      rows.keySet().removeAll(removed.keySet());
      rows.putAll(written.subMap(from, to));
      return rows;
    }

    SortedMap<K, V> written() {
      return written;
    }

    void commit() {
      removed.keySet().forEach(committed::remove);
      committed.putAll(written);
    }
  }
}
