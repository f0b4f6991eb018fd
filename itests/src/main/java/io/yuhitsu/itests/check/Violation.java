package io.yuhitsu.itests.check;

/** A promise that is broken. @param rule its name @param what the job or file, and how */
public record Violation(String rule, String what) {
    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
