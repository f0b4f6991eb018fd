package io.yuhitsu.children;

/** For tests of other packages. */
public final class ObligingChildren {
    public static final ChildSpec SPEC =
            ChildSpec.of("obliging", ObligingChild.class).withMemory(32, 250);

    private ObligingChildren() {}
}
