package io.yuhitsu.itests.faults;

import java.io.IOException;
import java.util.List;

/**
 * What is done with a server so that it comes to certain durable steps. Called in this order: {@link #prepare}, a start of the server,
 * {@link #act}, the end of the server at whatever instruction, {@link #restore}.
 */
interface Scenario {
    String name();

    /** The steps that it is known to come to, in the order in which they are tried. A step that no scenario names is tried with all of them. */
    List<String> steps();

    /** Whether it begins with an empty data folder, so that nothing of a halt is seen by the start with the next point. */
    default boolean beginsAnew() {
        return false;
    }

    /** While no server runs. */
    default void prepare(Site site) throws IOException, InterruptedException {}

    /** With a server that is ready. @throws Gone the server has ended: what was wanted */
    void act(Life life) throws IOException, InterruptedException, Gone;

    /** While no server runs: takes back what was prepared. */
    default void restore(Site site) throws IOException {}

    /** A scenario that needs no preparation. */
    interface Act {
        void act(Life life) throws IOException, InterruptedException, Gone;
    }

    static Scenario of(String name, List<String> steps, Act act) {
        return new Scenario() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> steps() {
                return steps;
            }

            @Override
            public void act(Life life) throws IOException, InterruptedException, Gone {
                act.act(life);
            }
        };
    }
}
