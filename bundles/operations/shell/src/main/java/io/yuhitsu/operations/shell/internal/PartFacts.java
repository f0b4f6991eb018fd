package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Which parts the server has and how they are. What an administrator named is left out. */
final class PartFacts {
    private PartFacts() {}

    static ArrayNode routes(List<RouteFile> files) {
        ArrayNode array = Json.array();
        for (RouteFile file : files) {
            ObjectNode node = array.addObject();
            node.put("name", isShipped(file) ? file.name() : null);
            node.put("origin", file.origin().name());
            node.put("state", file.state().name());
            node.put("routes", file.routes().size());
            node.put("message", file.findMessage().map(Message::code).orElse(null));
        }
        return array;
    }

    /** Also when the administrator's own version of it runs; without these files the server does not get ready. */
    static boolean isShipped(RouteFile file) {
        return file.origin() == RouteFile.Origin.SHIPPED
                || Files.exists(Path.of(System.getProperty("yuhitsu.home", "."), "routes", file.name()));
    }

    static ObjectNode models(SpeechModels.Inventory inventory) {
        ObjectNode node = Json.object();
        ArrayNode models = node.putArray("models");
        for (SpeechModel model : inventory.models()) {
            models.addObject()
                    .put("engine", model.engine())
                    .put("language", model.language().toLanguageTag())
                    .put("bytes", model.bytes())
                    .put("demo", model.demo());
        }
        ArrayNode problems = node.putArray("problems");
        inventory.problems().forEach(problem -> problems.add(problem.code()));
        return node;
    }

    static ArrayNode bundles() {
        ArrayNode array = Json.array();
        for (Bundle bundle :
                FrameworkUtil.getBundle(PartFacts.class).getBundleContext().getBundles()) {
            array.addObject()
                    .put("id", bundle.getBundleId())
                    .put("name", bundle.getSymbolicName())
                    .put("version", bundle.getVersion().toString())
                    .put("state", state(bundle));
        }
        return array;
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            default -> "UNINSTALLED";
        };
    }

    /** Without their properties and failures, which quote settings. */
    static ArrayNode components(ServiceComponentRuntime runtime) {
        ArrayNode array = Json.array();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO each : runtime.getComponentConfigurationDTOs(description)) {
                ObjectNode node = array.addObject();
                node.put("name", description.name);
                node.put("state", each.state);
                node.put("failed", each.failure != null);
                ArrayNode missing = node.putArray("unsatisfied");
                for (var reference : each.unsatisfiedReferences) {
                    missing.add(reference.name);
                }
            }
        }
        return array;
    }
}
