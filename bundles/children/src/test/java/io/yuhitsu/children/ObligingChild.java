package io.yuhitsu.children;

import io.yuhitsu.children.child.CallHandler;
import io.yuhitsu.children.child.ChildMain;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.children.child.UnusableArgumentsException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/** A child that does what its first message says, good or bad. */
final class ObligingChild implements CallHandler {
    static final int SAY = 1;
    static final int ASK = 2;

    private ObligingChild() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("stillborn")) {
            System.exit(3);
        }
        ChildMain.serve(() -> {
            System.out.println("a stray print while the child starts");
            if (args.length > 0 && args[0].equals("late riser")) {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
            if (args.length > 0 && args[0].equals("choosy")) {
                throw new UnusableArgumentsException("not with this", null);
            }
            return new ObligingChild();
        });
    }

    @Override
    public void handle(Frame first, Parent parent) throws Exception {
        String[] order = StandardCharsets.UTF_8.decode(first.body()).toString().split(" ");
        switch (order[0]) {
            case "echo" -> say(parent, order[1]);
            case "print" -> {
                System.out.println("a stray print of 日本語");
                say(parent, "printed");
            }
            case "property" -> say(parent, String.valueOf(System.getProperty(order[1])));
            case "environment" -> say(parent, String.join(" ", System.getenv().keySet()));
            case "pid" -> say(parent, Long.toString(ProcessHandle.current().pid()));
            case "crash" ->
                ProcessHandle.of(ProcessHandle.current().pid())
                        .ifPresent(self -> Runtime.getRuntime().halt(139));
            case "segfault" -> segfault();
            case "hang" -> Thread.sleep(1_000_000);
            case "spin" -> spin();
            case "hog" -> hog();
            case "keep" -> {
                ByteBuffer kept = touched(Integer.parseInt(order[1]) << 20);
                Thread.sleep(10_000);
                say(parent, "kept " + kept.capacity());
            }
            case "grab" -> say(parent, grab(Long.parseLong(order[1]) << 20));
            case "native" -> busyInNativeCode();
            case "mute" -> new FileOutputStream(FileDescriptor.out).close();
            case "garbage" -> {
                new FileOutputStream(FileDescriptor.out)
                        .write("Hello from a library\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(1_000_000);
            }
            case "throw" -> throw new IllegalStateException("secret words");
            case "flood" -> {
                while (true) {
                    parent.send(SAY, ByteBuffer.allocateDirect(1 << 16));
                }
            }
            case "sum" -> sum(parent, Long.parseLong(order[1]));
            case "chatter" -> {
                for (int i = 0; i < 100_000; i++) {
                    System.err.println("line " + i + " on stderr, which the parent has to read");
                }
                say(parent, "said");
            }
            case "grandchild" ->
                say(
                        parent,
                        Long.toString(
                                new ProcessBuilder("sleep", "1000").start().pid()));
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    /** Asks the parent for bytes, as a decoder does for the parts of a file. */
    private static void sum(Parent parent, long bytes) throws IOException {
        long sum = 0;
        for (long at = 0; at < bytes; ) {
            parent.send(ASK, ByteBuffer.allocate(8).putLong(0, at));
            ByteBuffer answer = parent.receive().body();
            at += answer.remaining();
            while (answer.hasRemaining()) {
                sum += answer.get();
            }
        }
        say(parent, Long.toString(sum));
    }

    private static void say(Parent parent, String text) throws IOException {
        parent.send(SAY, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void spin() {
        long n = 0;
        while (System.nanoTime() != 0) {
            n++;
        }
        throw new IllegalStateException("impossible " + n);
    }

    private static void hog() {
        List<ByteBuffer> hoard = new ArrayList<>();
        while (hoard.size() < 10_000) {
            hoard.add(touched(8 << 20));
        }
        throw new IllegalStateException("nobody minded " + hoard.get(0));
    }

    private static ByteBuffer touched(int bytes) {
        ByteBuffer block = ByteBuffer.allocateDirect(bytes);
        for (int i = 0; i < block.capacity(); i += 4096) {
            block.put(i, (byte) 1);
        }
        return block;
    }

    /** Asks for native memory in one piece, without touching it. */
    private static String grab(long bytes) throws ReflectiveOperationException {
        try {
            Object address =
                    unsafe().getClass().getMethod("allocateMemory", long.class).invoke(unsafe(), bytes);
            return "given at " + address;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof OutOfMemoryError ? "refused" : "failed";
        }
    }

    /** One call into a native library that takes a minute and holds Java's heap meanwhile. */
    private static void busyInNativeCode() {
        byte[] tedious = new byte[24 << 20];
        Random random = new Random(1);
        for (int i = 0; i < tedious.length; i++) {
            tedious[i] = (byte) random.nextInt(2);
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(tedious);
        deflater.finish();
        deflater.deflate(new byte[16 << 20]);
        throw new IllegalStateException("done already");
    }

    private static void segfault() throws ReflectiveOperationException {
        unsafe().getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe(), 8L, 1L);
    }

    private static Object unsafe() throws ReflectiveOperationException {
        var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return field.get(null);
    }
}
