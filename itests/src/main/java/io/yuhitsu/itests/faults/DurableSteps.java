package io.yuhitsu.itests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The names of all durable steps of a distribution, read out of the classes that it ships: nobody keeps a list. */
public final class DurableSteps {
    private static final int API = Opcodes.ASM9;
    private static final String OWNER = "io/yuhitsu/durable/DurableStep";
    private static final String MAKER = "named";

    private final Set<String> names = new TreeSet<>();

    private DurableSteps() {}

    /** @param home of the unpacked distribution */
    public static Set<String> of(Path home) throws IOException {
        DurableSteps steps = new DurableSteps();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path jar : (Iterable<Path>) files.filter(DurableSteps::isOurs)::iterator) {
                steps.readJar(jar);
            }
        }
        if (steps.names.isEmpty()) {
            throw new IOException("no durable step in " + home + ": is it a distribution?");
        }
        return steps.names;
    }

    private static boolean isOurs(Path file) {
        return file.getFileName().toString().matches("yuhitsu-.*\\.jar");
    }

    private void readJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("io/yuhitsu/") && entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        readClass(in);
                    }
                }
            }
        }
    }

    /** @throws IllegalStateException a step whose name is no constant, or one that two steps have */
    void readClass(InputStream in) throws IOException {
        new ClassReader(in)
                .accept(
                        new ClassVisitor(API) {
                            private String className;

                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String parent,
                                    String[] types) {
                                className = name;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new Calls(className);
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    static DurableSteps none() {
        return new DurableSteps();
    }

    Set<String> names() {
        return names;
    }

    /** Knows the constant that was loaded right before a call. */
    private final class Calls extends MethodVisitor {
        private final String where;
        private String constant;

        Calls(String where) {
            super(API);
            this.where = where;
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant = value instanceof String text ? text : null;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(OWNER) && name.equals(MAKER)) {
                if (constant == null) {
                    throw new IllegalStateException(where + ": the name of a durable step is no constant");
                }
                if (!names.add(constant)) {
                    throw new IllegalStateException(where + ": two durable steps are named " + constant);
                }
            }
            constant = null;
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, org.objectweb.asm.Handle handle, Object... arguments) {
            constant = null;
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            constant = null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            constant = null;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            constant = null;
        }
    }
}
