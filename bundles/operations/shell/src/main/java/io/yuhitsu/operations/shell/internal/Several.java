package io.yuhitsu.operations.shell.internal;

import java.util.List;

/** Does one thing for each of several: what fails is named at once and does not keep the others from their turn. */
final class Several {
    private Several() {}

    interface Act<T> {
        void on(T thing) throws Exception;
    }

    /** @throws CommandException in the end, when it failed for one of them */
    static <T> void each(Screen screen, List<T> things, Act<T> act) throws Exception {
        int failed = 0;
        for (T thing : things) {
            try {
                act.on(thing);
            } catch (CommandException e) {
                if (things.size() == 1) {
                    throw e;
                }
                failed++;
                screen.out().println(screen.in(e.reason()));
            }
        }
        if (failed > 0) {
            throw new CommandException(CommandException.FAILED, "some-failed", failed, things.size());
        }
    }
}
