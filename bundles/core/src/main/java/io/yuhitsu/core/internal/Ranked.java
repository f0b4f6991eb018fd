package io.yuhitsu.core.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Services of one kind by name; of those with the same name the highest ranking wins, then the oldest. Thread-safe. @param <T> the kind */
final class Ranked<T> {
    private record Entry<T>(String name, int ranking, long id, T service) {}

    private final String property;
    private final List<Entry<T>> entries = new CopyOnWriteArrayList<>();

    /** @param property the service property that holds the name */
    Ranked(String property) {
        this.property = property;
    }

    /** @return false when the service has no name, so that nobody can ask for it */
    boolean add(T service, Map<String, Object> properties) {
        if (!(properties.get(property) instanceof String name) || name.isBlank()) {
            return false;
        }
        int ranking = properties.get("service.ranking") instanceof Integer i ? i : 0;
        long id = properties.get("service.id") instanceof Long l ? l : Long.MAX_VALUE;
        return entries.add(new Entry<>(name, ranking, id, service));
    }

    @SuppressWarnings("ReferenceEquality") // the same object came; two plugins may call themselves equal
    void remove(T service) {
        entries.removeIf(e -> e.service() == service);
    }

    Optional<T> find(String name) {
        return entries.stream()
                .filter(e -> e.name().equals(name))
                .min(Comparator.comparingInt((Entry<T> e) -> e.ranking())
                        .reversed()
                        .thenComparingLong(Entry::id))
                .map(Entry::service);
    }

    Set<String> names() {
        return entries.stream().map(Entry::name).collect(Collectors.toUnmodifiableSet());
    }
}
