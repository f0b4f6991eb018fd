package io.yuhitsu.children.child;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The loop of a child process: takes calls from its parent over stdin and answers over stdout until its parent is gone. */
public final class ChildMain implements CallHandler.Parent {
    /** System property: largest body of a frame in bytes, set by the parent. */
    public static final String FRAME_LIMIT = "yuhitsu.child.frame";

    /** Exit status of a child that got no more memory; the JVM's own for a full heap. */
    public static final int OUT_OF_MEMORY = 3;

    private final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>(16);
    private final FileChannel out;
    private final int frameLimit = Integer.getInteger(FRAME_LIMIT, 1 << 20);

    private ChildMain(FileChannel out) {
        this.out = out;
    }

    /** Serves calls; never returns. To be called first of all in {@code main}. */
    public static void serve(CallHandler.Factory factory) {
        // The pipe to the parent carries frames only: whatever else prints goes to stderr, which ends up in the
        // server's log.
        FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
        System.setOut(System.err);
        ChildMain main = new ChildMain(out);
        main.watchParent();
        int status = 0;
        try {
            preferToBeKilled();
            CallHandler handler = factory.make();
            main.write(Frame.READY);
            while (true) {
                handler.handle(main.receive(), main);
                main.write(Frame.END);
            }
        } catch (UnusableArgumentsException e) {
            status = 71;
            main.report(Frame.UNUSABLE, e);
        } catch (OutOfMemoryError e) {
            // Native memory; a full heap ends the JVM by itself, with the same status.
            status = OUT_OF_MEMORY;
        } catch (Throwable e) {
            status = 70;
            main.report(Frame.ERROR, e);
        }
        leave(status);
    }

    /** Ends this process and what it has started: nobody else knows of those when the parent is gone. */
    private static void leave(int status) {
        try {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            // halt, not exit: the hook below would wait for ever, and hooks of native libraries may hang after a
            // failure.
            Runtime.getRuntime().halt(status);
        }
    }

    /** Ends this process when the parent is gone, whatever the other threads do. */
    private void watchParent() {
        Thread reader = daemon("frames", () -> {
            try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16)) {
                while (true) {
                    inbox.put(Frame.read(in, frameLimit));
                }
            } catch (IOException | InterruptedException e) {
                leave(0);
            }
        });
        // The reader cannot see the end of stdin while the inbox is full; a parent that died is seen here all the same.
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> daemon("parent", () -> {
                    try {
                        while (parent.isAlive()
                                && ProcessHandle.current()
                                        .parent()
                                        .filter(parent::equals)
                                        .isPresent()) {
                            Thread.sleep(1000);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    leave(0);
                }));
        // Ctrl-C and a service manager's SIGTERM reach the children too, but the server ends them when their work is
        // done.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** When memory runs out the system is to take a child, which is replaced, and not the server. */
    private static void preferToBeKilled() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "500");
        } catch (IOException e) {
            // Only a preference; some systems do not let it be said.
            System.err.println("oom_score_adj cannot be set: " + e.getClass().getName());
        }
    }

    @Override
    public Frame receive() throws IOException {
        try {
            return inbox.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void send(int type, ByteBuffer... body) throws IOException {
        if (type < 0) {
            throw new IllegalArgumentException("type " + type);
        }
        write(type, body);
    }

    private synchronized void write(int type, ByteBuffer... body) throws IOException {
        ByteBuffer[] parts = new ByteBuffer[body.length + 1];
        System.arraycopy(body, 0, parts, 1, body.length);
        long left = Frame.HEADER;
        for (ByteBuffer part : body) {
            left += part.remaining();
        }
        if (left - Frame.HEADER > frameLimit) {
            throw new IllegalArgumentException("frame of " + left + " bytes");
        }
        parts[0] = ByteBuffer.allocate(Frame.HEADER);
        Frame.putHeader(parts[0], type, (int) left - Frame.HEADER);
        parts[0].flip();
        while (left > 0) {
            left -= out.write(parts);
        }
    }

    /** Names the exception and its place, not its message: that may hold meeting content. */
    private void report(int type, Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = e; cause != null && text.length() < 4000; cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement element : cause.getStackTrace()) {
                text.append("  at ").append(element).append('\n');
            }
        }
        try {
            write(type, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException gone) {
            System.err.print(text);
        }
    }
}
