package org.safeandaway.hub.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a page of ours and nothing else, whatever the link said. */
public final class LocalPath {
  private static final int LONGEST = 500;

  /** Pages that make no sense to come back to. */
  private static final List<String> NOT_THESE =
      List.of("/sign-", "/set-up", "/api/", "/live", "/world", "/assets/");

  private LocalPath() {}

  /** The path, if it begins with one slash and could mean no other site to any browser. */
  public static Optional<String> of(@Nullable String asked) {
    return Optional.ofNullable(asked).filter(LocalPath::isLocal);
  }

  private static boolean isLocal(String path) {
    return path.startsWith("/")
        && !path.startsWith("//")
        && path.length() <= LONGEST
        && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
        && NOT_THESE.stream().noneMatch(path::startsWith);
  }
}
