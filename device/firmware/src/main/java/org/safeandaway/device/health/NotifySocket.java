package org.safeandaway.device.health;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager as watchdog: the socket that {@code sd_notify(3)} describes. It is a datagram
 * socket in the Unix domain, which Java does not have, so three functions of the C library are
 * called. See ADR 0002 for why not {@code systemd-notify} or {@code /dev/watchdog}.
 *
 * <p>A word that cannot be sent is logged and otherwise left: the service manager then restarts us,
 * which is what the silence asks for.
 */
public final class NotifySocket implements Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);

  // Linux on every architecture that a Raspberry Pi has: bits/socket.h, sys/un.h.
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
  private static final int PATH_OFFSET = 2;
  private static final int MAX_PATH = 108;

  private final byte[] path;
  private final MethodHandle socket;
  private final MethodHandle sendTo;
  private final MethodHandle close;

  private NotifySocket(String name) {
    this.path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length >= MAX_PATH) {
      throw new IllegalArgumentException("not a socket's name: " + name);
    }
    if (path[0] == '@') {
      path[0] = 0; // An abstract name.
    }
    this.socket = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    this.sendTo =
        function(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    this.close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  /** The watchdog of the service manager that started this process, if one did. */
  public static Watchdog ofThisProcess() {
    String name = System.getenv("NOTIFY_SOCKET");
    return name == null || name.isEmpty() ? Watchdog.none() : named(name);
  }

  static Watchdog named(String name) {
    return new NotifySocket(name);
  }

  @Override
  public void ready() {
    say("READY=1");
  }

  @Override
  public void alive() {
    say("WATCHDOG=1");
  }

  private void say(String word) {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      long sent = -1;
      if (descriptor >= 0) {
        MemorySegment bytes = arena.allocateFrom(word);
        MemorySegment address = address(arena);
        sent =
            (long)
                sendTo.invokeExact(
                    descriptor,
                    bytes,
                    (long) word.length(),
                    MSG_DONTWAIT_NOSIGNAL,
                    address,
                    PATH_OFFSET + path.length);
        int ignored = (int) close.invokeExact(descriptor);
      }
      if (sent < 0) {
        LOG.warn("the service manager does not take {}", word);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw", e);
    }
  }

  private MemorySegment address(Arena arena) {
    MemorySegment address = arena.allocate(PATH_OFFSET + MAX_PATH, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(
        MemorySegment.ofArray(Arrays.copyOf(path, path.length)),
        0,
        address,
        PATH_OFFSET,
        path.length);
    return address;
  }

  private static MethodHandle function(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
  }
}
