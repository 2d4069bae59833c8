"""What a schema cannot say of docker-compose.yml and of a service's manifests, and what we promise of them."""
import pathlib
import sys

import yaml

SERVICES = ["intake", "review", "contracts", "notification", "register", "portal"]
wrong = []


def must(holds, what):
    if not holds:
        wrong.append(what)


compose = yaml.safe_load(pathlib.Path("docker-compose.yml").read_text())
for name, service in compose["services"].items():
    if name.endswith("-migration"):
        continue
    must("healthcheck" in service, f"compose: {name} has no health check")
    for other, how in service.get("depends_on", {}).items():
        expected = "service_completed_successfully" if other.endswith("-migration") else "service_healthy"
        must(how["condition"] == expected, f"compose: {name} does not wait for {other} to be well")
for name in SERVICES:
    service = compose["services"][name]
    for key, value in service["environment"].items():
        must(not key.startswith("DARS__LOCAL"), f"compose: {name} is a local stack")
        secret = any(word in key for word in ("PASSWORD", "KEY", "DATABASE__URL"))
        must(not secret or key.endswith("_FILE"), f"compose: {name} has a secret in {key}")
    must(service["read_only"] and service["cap_drop"] == ["ALL"], f"compose: {name} may do too much")

for folder in sorted(pathlib.Path("k8s/base").iterdir()):
    listed = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    present = sorted(path.name for path in folder.glob("*.yaml") if path.name != "kustomization.yaml")
    must(sorted(listed) == present, f"k8s: {folder.name}'s kustomization lists other files than there are")
    kinds = {}
    for path in folder.glob("*.yaml"):
        for document in yaml.safe_load_all(path.read_text()):
            kinds[document["kind"]] = document
    pod = kinds["Deployment"]["spec"]["template"]["spec"]
    labels = kinds["Deployment"]["spec"]["template"]["metadata"]["labels"]
    [container] = pod["containers"]
    for each in pod["containers"] + pod["initContainers"]:
        context = each["securityContext"]
        must(context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"], f"k8s: {each['name']}")
        must(context["capabilities"]["drop"] == ["ALL"], f"k8s: {each['name']} keeps capabilities")
        must({"requests", "limits"} <= set(each["resources"]), f"k8s: {each['name']} has no resources")
    must(pod["securityContext"]["runAsNonRoot"], f"k8s: {folder.name} may run as root")
    must(pod["automountServiceAccountToken"] is False, f"k8s: {folder.name} gets a token")
    must(container["livenessProbe"]["httpGet"]["path"] == "/health/live", f"k8s: {folder.name}'s liveness")
    must(container["readinessProbe"]["httpGet"]["path"] == "/health/ready", f"k8s: {folder.name}'s readiness")
    drained = pod["terminationGracePeriodSeconds"] >= container["lifecycle"]["preStop"]["sleep"]["seconds"] + 25
    must(drained, f"k8s: {folder.name} is killed before it has stopped")
    for kind, where in (("PodDisruptionBudget", "selector"), ("NetworkPolicy", "podSelector")):
        selector = kinds[kind]["spec"][where]["matchLabels"]
        must(selector.items() <= labels.items(), f"k8s: {folder.name}'s {kind} selects nothing")
    settings = kinds["ConfigMap"]["data"]
    must(not any(key.startswith("DARS__LOCAL") for key in settings), f"k8s: {folder.name} is a local stack")

if wrong:
    sys.exit("\n".join(wrong))
