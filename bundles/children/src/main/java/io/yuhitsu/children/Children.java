package io.yuhitsu.children;

import io.yuhitsu.children.internal.SupervisedChildren;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Gives out pools of supervised child processes. Thread-safe. An OSGi service; all pools end with it. */
@ProviderType
public interface Children extends AutoCloseable {
    /** A new pool; its warm children begin to start at once. The caller closes it. */
    ChildPool pool(ChildSpec spec, PoolLimits limits);

    /** Kills all children of all pools, within 2 s. */
    @Override
    void close();

    /**
     * Children without OSGi, for tests and tools; the caller closes it.
     *
     * @param run folder below which children work and unpack native libraries
     */
    static Children below(Path run) {
        return new SupervisedChildren(run);
    }
}
