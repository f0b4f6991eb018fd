package io.yuhitsu.itests.check;

import java.io.IOException;

/** One promise. */
interface Rule {
    /** Its name in reports. */
    String name();

    void check(Snapshot snapshot, Findings findings) throws IOException;

    /** Where violations are told. */
    interface Findings {
        /** @param what names the job or the file */
        void add(String what, Object... values);
    }

    /** The promise itself. */
    interface Promise {
        void check(Snapshot snapshot, Findings findings) throws IOException;
    }

    static Rule of(String name, Promise promise) {
        return new Rule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check(Snapshot snapshot, Findings findings) throws IOException {
                promise.check(snapshot, findings);
            }
        };
    }
}
