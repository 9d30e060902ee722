"""The average of SGD that torch.optim.swa_utils keeps: python3 averaged_model.py [MISTAKE, Python over the model and the average]"""
import sys
import torch
from auxopt_adapter import serve_method
def prepare(task):
    model = torch.nn.ParameterList([torch.nn.Parameter(task.states["x"].clone())])
    optimizer, average = torch.optim.SGD(model, lr=1.0), torch.optim.swa_utils.AveragedModel(model)
    def rounds():
        for t in range(1, task.round_count + 1):
            optimizer.param_groups[0]["lr"] = task.parameters_at(t).eta
            model[0].grad = task.sample().f(model[0])
            optimizer.step()
            average.update_parameters(model)
            exec("".join(sys.argv[1:]), {"t": t, "average": average, "model": model})
            yield {"x": model[0], "x̄": average.module[0]}
    return rounds()
serve_method("polyak-average", prepare, name="AveragedModel", vector=lambda v: torch.tensor(v, dtype=torch.float64), schedules=["given"])
